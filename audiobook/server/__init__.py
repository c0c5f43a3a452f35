"""Serve a show over HTTP, to the podcast apps and browsers that can reach this machine."""

from audiobook.server.address import Address as Address
from audiobook.server.serving import serve as serve
