"""Signing in: OIDC code flow with PKCE, and the sessions that follow from it."""
