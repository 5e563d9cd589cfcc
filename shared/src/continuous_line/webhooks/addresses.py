"""Which addresses are out there in the world, and which lead back into somebody's own network.

Source: the IANA special-purpose address registries. Python's `is_global` alone does not do: some
releases call addresses public that carry a private one inside, and the clouds' own.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_NOT_V4 = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's own services, at a public address
        "169.254.0.0/16",  # link-local, and the metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_V6 = IPv6Network("2000::/3")
_NOT_V6 = tuple(
    ip_network(text)
    for text in (
        "2001::/23",  # Teredo among them, which carries an IPv4 address
        "2001:db8::/32",
        "2002::/16",  # 6to4, which carries one too
        "3fff::/20",
    )
)
_TRANSLATED = IPv6Network("64:ff9b::/96")


def public(text: str) -> bool:
    """Whether it is a public unicast address; what is no address at all is not."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return _public_v4(address)
    return _public_v6(address)


def _public_v4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in network for network in _NOT_V4)


def _public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address in _TRANSLATED:  # by which a network of IPv6 only reaches the rest
        return _public_v4(IPv4Address(int(address) & 0xFFFFFFFF))
    return (
        address in _V6 and address.is_global and not any(address in network for network in _NOT_V6)
    )
