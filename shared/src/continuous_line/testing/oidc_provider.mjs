// A real OpenID Connect issuer for tests: `node oidc_provider.mjs FOLDER` with its settings on stdin.
// Signs in whoever gives a name; tokens for the API are JWTs with the claims of `person`.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2];
const { Provider } = await import(pathToFileURL(`${folder}/node_modules/oidc-provider/lib/index.js`));
const given = JSON.parse(readFileSync(0, 'utf8'));
const address = `http://127.0.0.1:${given.port}`;
const resource = 'https://api.example';

const provider = new Provider(address, {
  clients: given.clients.map(({ id, service }) => ({
    client_id: id,
    client_secret: given.clientSecret,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${service}/sign-in/callback`],
    post_logout_redirect_uris: [`${service}/sign-in/signed-out`],
    backchannel_logout_uri: `${service}/sign-in/backchannel-logout`,
    backchannel_logout_session_required: true,
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'ES256',
  })),
  jwks: { keys: [given.key] },
  cookies: { keys: [given.cookieKey] },
  claims: { openid: ['sub'], profile: ['name', 'organisationName'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  issueRefreshToken: async () => true,
  // The services are on this machine, which it would not ask otherwise, and may be slow.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, { ...options, signal: AbortSignal.timeout(30000) }),
  features: {
    devInteractions: { enabled: true },
    backchannelLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'profile',
        audience: given.audience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: 3600,
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: given.person.name, organisationName: given.person.organisationName }),
  }),
  extraTokenClaims: () => ({
    roles: given.person.roles, organisation: given.person.organisation, places: given.person.places,
  }),
});
provider.listen(given.port, '127.0.0.1', () => console.log('listening'));
