"""TLS with an authority of our own, sign-in, and a proxy in front of a real server: nothing is trusted unasked."""

from __future__ import annotations

import base64
import datetime
import http.server
import ipaddress
import select
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from spcxr_desktop.domain.errors import UserError
from spcxr_desktop.pacs import secrets
from spcxr_desktop.pacs.limits import DEFAULT
from spcxr_desktop.pacs.meta import identify
from spcxr_desktop.pacs.node import Node, Tls
from spcxr_desktop.pacs.verbs import echo, get, send
from tests.system.pacs.conftest import same
from tests.system.pacs.servers import Server

SHORT = replace(DEFAULT, connect_s=5, silence_s=10, attempts=1)


@dataclass(frozen=True)
class Pair:
    """Certificate and key as PEM files."""

    certificate: Path
    key: Path


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    return made(tmp_path_factory.mktemp("tls"))


def made(folder: Path) -> Pair:
    """A certificate for 127.0.0.1 that is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "SPCXR test")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True).sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    found = Pair(folder / "certificate.pem", folder / "key.pem")
    found.certificate.write_bytes(certificate.public_bytes(pem))
    found.key.write_bytes(key.private_bytes(pem, plain, serialization.NoEncryption()))
    return found


@contextmanager
def tunnel(port: int, context: ssl.SSLContext) -> Iterator[int]:
    """TLS outside, a server without TLS inside."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                with context.wrap_socket(self.request, server_side=True) as outside, \
                        socket.create_connection(("127.0.0.1", port)) as inside:  # fmt: skip
                    self._pass(outside, inside)
            except OSError:  # the client does not trust us, or hangs up
                return

        @staticmethod
        def _pass(outside: ssl.SSLSocket, inside: socket.socket) -> None:
            while True:
                ready = [outside] if outside.pending() else select.select([outside, inside], [], [], 30)[0]
                for one in ready:
                    data = one.recv(1 << 16)
                    if not data:
                        return
                    (inside if one is outside else outside).sendall(data)

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def server_side(pair: Pair, client: Path | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair.certificate, pair.key)
    if client is not None:
        context.load_verify_locations(client)
        context.verify_mode = ssl.CERT_REQUIRED
    return context


def test_dicomweb_over_tls_with_an_own_authority(
    orthanc_server: Server, pair: Pair, films: list[Path], tmp_path: Path
) -> None:
    inside = urlsplit(orthanc_server.web.url if orthanc_server.web else "").port or 0
    with tunnel(inside, server_side(pair)) as port:
        node = Node("safe", "dicomweb", url=f"https://127.0.0.1:{port}/dicom-web")
        with pytest.raises(UserError) as told:
            echo(node, limits=SHORT)
        assert told.value.code == "tls"
        trusting = replace(node, tls=Tls(ca_file=str(pair.certificate)))
        assert send(trusting, films[:2], limits=SHORT).whole
        for film in films[:2]:
            got = get(trusting, identify(film).study, tmp_path, limits=SHORT)
            assert got.folder is not None
            same(got.folder / f"{identify(film).uid}.dcm", film)


def test_dimse_over_tls_with_an_own_authority(
    orthanc_server: Server, pair: Pair, films: list[Path], tmp_path: Path
) -> None:
    inside = orthanc_server.dimse
    with tunnel(inside.port, server_side(pair)) as port:
        untrusting = replace(inside, port=port, tls=Tls(on=True))
        with pytest.raises(UserError) as told:
            echo(untrusting, limits=SHORT)
        assert told.value.code == "tls"
        node = replace(untrusting, tls=Tls(on=True, ca_file=str(pair.certificate)))
        assert send(node, films[:2], limits=SHORT).whole
        assert get(node, identify(films[0]).study, tmp_path, limits=SHORT).whole


def test_a_client_certificate_is_shown_where_it_is_asked_for(
    orthanc_server: Server, pair: Pair, tmp_path: Path
) -> None:
    ours = made(tmp_path)
    inside = urlsplit(orthanc_server.web.url if orthanc_server.web else "").port or 0
    with tunnel(inside, server_side(pair, ours.certificate)) as port:
        trusted = Tls(ca_file=str(pair.certificate))
        node = Node("safe", "dicomweb", url=f"https://127.0.0.1:{port}/dicom-web", tls=trusted)
        with pytest.raises(UserError):
            echo(node, limits=SHORT)
        tls = replace(node.tls, certificate_file=str(ours.certificate), key_file=str(ours.key))
        assert echo(replace(node, tls=tls), limits=SHORT).ms > 0


@contextmanager
def asking_for(header: str) -> Iterator[int]:
    """A server that answers searches of those who send this Authorization."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            let_in = self.headers.get("Authorization") == header
            self.send_response(200 if let_in else 401)
            self.send_header("Content-Type", "application/dicom+json")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"[]")

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize("auth", ["basic", "bearer"])
def test_the_sign_in_comes_from_the_key_store(auth: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backend import KeyringBackend

    class Memory(KeyringBackend):
        priority = 5.0  # type: ignore[assignment]
        kept: dict[tuple[str, str], str] = {}  # noqa: RUF012

        def get_password(self, service: str, username: str) -> str | None:
            return self.kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self.kept[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            del self.kept[service, username]

    monkeypatch.setattr(keyring, "get_keyring", Memory)
    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(keyring, name, getattr(Memory(), name))
    basic = base64.b64encode("reader:päss".encode()).decode()
    wanted = "Bearer token" if auth == "bearer" else f"Basic {basic}"
    with asking_for(wanted) as port:
        user = "reader" if auth == "basic" else ""
        url = f"http://127.0.0.1:{port}/dicom-web"
        node = Node("signed", "dicomweb", url=url, auth=auth, user=user)  # type: ignore[arg-type]
        with pytest.raises(UserError) as told:
            echo(node, limits=SHORT)
        assert told.value.code == "sign_in"
        secrets.keep_secret("signed", "wrong")
        with pytest.raises(UserError) as told:
            echo(node, limits=SHORT)
        assert told.value.code == "sign_in"
        secrets.keep_secret("signed", "päss" if auth == "basic" else "token")
        assert echo(node, limits=SHORT).ms > 0
    secrets.keep_secret("signed", "")


def test_without_a_key_store_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backends.fail import Keyring

    monkeypatch.setattr(keyring, "get_keyring", Keyring)
    with pytest.raises(UserError) as told:
        secrets.keep_secret("signed", "secret")
    assert told.value.code == "no_keyring"
    assert "secret" not in str(told.value)
