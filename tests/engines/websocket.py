"""A WebSocket to a program on this machine, for messages of text: as much of RFC 6455 as a browser's driver takes."""

import os
import socket
import struct


class WebSocket:
    """Sends and receives whole messages."""

    def __init__(self, port: int, path: str, patience: float) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=patience)
        self.file = self.socket.makefile("rb")
        asked = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade"]
        asked += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dHJlZWd1aWRlIHdhbGtzIQ==", "", ""]
        self.socket.sendall("\r\n".join(asked).encode())
        first = self.file.readline()
        assert b" 101 " in first, first
        while self.file.readline().strip():
            pass

    def send(self, text: str) -> None:
        """One message, masked as a client does."""
        data, mask = text.encode(), os.urandom(4)
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", 0x81, 0x80 | size)
        elif size < 65536:
            head = struct.pack("!BBH", 0x81, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x81, 0x80 | 127, size)
        self.socket.sendall(head + mask + bytes(one ^ mask[place % 4] for place, one in enumerate(data)))

    def receive(self) -> str:
        """The next message of text, however many frames it comes in."""
        text = b""
        while True:
            first, second = self.file.read(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack("!H", self.file.read(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", self.file.read(8))
            data = self.file.read(size)
            if first & 0x0F in (0, 1):  # a text, or more of one; what remains are pings
                text += data
                if first & 0x80:
                    return text.decode()
