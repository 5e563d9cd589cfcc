"""The issuer of the embedded default as people meet it: choose one of the ready-made persons.

It speaks OpenID Connect as any other issuer does, so that the services sign in here by the very
same code; it has no passwords, and answers to this machine alone.
"""

from continuous_line.local.sign_in.app import SignInPlace
from continuous_line.local.sign_in.people import PEOPLE, Person
from continuous_line.local.sign_in.provider import Client

__all__ = ["PEOPLE", "Client", "Person", "SignInPlace"]
