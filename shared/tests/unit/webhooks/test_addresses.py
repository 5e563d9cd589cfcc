"""Which addresses are public."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.webhooks.addresses import public

INSIDE = {
    "loopback": "127.0.0.1",
    "loopback elsewhere in its network": "127.255.255.254",
    "this host": "0.0.0.0",
    "private A": "10.1.2.3",
    "private B": "172.16.0.1",
    "private C": "192.168.1.1",
    "carrier": "100.64.0.1",
    "metadata": "169.254.169.254",
    "metadata of another cloud": "100.100.100.200",
    "metadata of a third": "192.0.0.192",
    "a cloud's own": "168.63.129.16",
    "multicast": "224.0.0.1",
    "broadcast": "255.255.255.255",
    "documentation": "203.0.113.9",
    "benchmarks": "198.19.0.1",
    "loopback 6": "::1",
    "any 6": "::",
    "link-local 6": "fe80::1",
    "link-local 6 with a zone": "fe80::1%eth0",
    "public 6 with a zone": "2a00:1450:400e:80c::2004%eth0",
    "unique local": "fd00::1",
    "metadata 6": "fd00:ec2::254",
    "site-local": "fec0::1",
    "multicast 6": "ff02::1",
    "mapped loopback": "::ffff:127.0.0.1",
    "mapped public": "::ffff:8.8.8.8",
    "compatible": "::127.0.0.1",
    "translated private": "64:ff9b::10.0.0.1",
    "translated locally": "64:ff9b:1::8.8.8.8",
    "6to4 of a private one": "2002:a00:1::1",
    "Teredo": "2001::1",
    "documentation 6": "2001:db8::1",
}


@pytest.mark.parametrize("address", INSIDE.values(), ids=INSIDE.keys())
def test_what_leads_inside_is_not_public(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "145.222.0.1", "2a00:1450:400e:80c::2004", "64:ff9b::8.8.8.8"]
)
def test_what_is_out_in_the_world_is_public(address: str) -> None:
    assert public(address)


@given(st.ip_addresses())
def test_nothing_is_public_that_python_calls_otherwise(address: IPv4Address | IPv6Address) -> None:
    if public(str(address)) and not str(address).startswith("64:ff9b::"):
        assert address.is_global
        assert not address.is_multicast


@given(st.text())
def test_what_is_no_address_is_not_public(text: str) -> None:
    assert not public(f"x{text}")


@pytest.mark.parametrize("text", ["", "127.1", "0x7f.0.0.1", "2130706433", "localhost"])
def test_an_address_in_another_notation_is_none(text: str) -> None:
    assert not public(text)
