"""People at their machines, as a file server sees them: each connection to this program's socket is one machine.

It speaks lines of JSON: a request in, an answer out. What a machine does is told call by call, so that a test can stall between any two.
usage: people.py SOCKET
"""

import base64
import json
import os
import socket
import socketserver
import struct
import sys
import threading
import uuid

from smbprotocol.change_notify import ChangeNotifyFlags, CompletionFilter, FileSystemWatcher
from smbprotocol.connection import Connection
from smbprotocol.exceptions import SMBException
from smbprotocol.file_info import (
    FileAttributes,
    FileBasicInformation,
    FileDispositionInformation,
    FileEndOfFileInformation,
    FileInformationClass,
    FileRenameInformation,
)
from smbprotocol.open import (
    CreateDisposition,
    CreateOptions,
    DirectoryAccessMask,
    FilePipePrinterAccessMask,
    ImpersonationLevel,
    Open,
    RequestedOplockLevel,
    ShareAccess,
    SMB2SetInfoRequest,
)
from smbprotocol.session import Session
from smbprotocol.tree import TreeConnect

ALL_SHARING = ShareAccess.FILE_SHARE_READ | ShareAccess.FILE_SHARE_WRITE | ShareAccess.FILE_SHARE_DELETE
READ = FilePipePrinterAccessMask.GENERIC_READ
WRITE = FilePipePrinterAccessMask.GENERIC_WRITE
DELETE = FilePipePrinterAccessMask.DELETE
PIECE = 65536


class Machine:
    """One connection, one logon, one share."""

    def __init__(self):
        self.handles = {}
        self.next_handle = 1
        self.changes = []

    # Coming and going.

    def connect(self, port, share, user, password):
        self.connection = Connection(uuid.uuid4(), "127.0.0.1", port, require_signing=True)
        self.connection.connect(timeout=20)
        self.session = Session(self.connection, user, password, require_encryption=False, auth_protocol="ntlm")
        self.session.connect()
        self.tree = TreeConnect(self.session, rf"\\127.0.0.1\{share}")
        self.tree.connect(require_secure_negotiate=False)

    def vanish(self):
        """The lid is closed: no goodbye, the other side finds the connection gone."""
        raw = self.connection.transport._sock
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.transport.close()
        self.handles = {}

    # Files.

    def make_open(self, place, access, disposition, options, attributes=0, oplock=None):
        found = Open(self.tree, place.replace("/", "\\"))
        found.create(
            ImpersonationLevel.Impersonation,
            access,
            attributes or FileAttributes.FILE_ATTRIBUTE_NORMAL,
            ALL_SHARING,
            disposition,
            options,
            oplock_level=oplock or RequestedOplockLevel.SMB2_OPLOCK_LEVEL_NONE,
        )
        return found

    def open(self, place, mode):
        """create: anew or over what is there; edit: what is there, or anew; change: only what is there; read."""
        disposition = {
            "create": CreateDisposition.FILE_OVERWRITE_IF,
            "edit": CreateDisposition.FILE_OPEN_IF,
            "change": CreateDisposition.FILE_OPEN,
            "read": CreateDisposition.FILE_OPEN,
        }[mode]
        access = READ if mode == "read" else READ | WRITE
        found = self.make_open(
            place,
            access,
            disposition,
            CreateOptions.FILE_NON_DIRECTORY_FILE,
            # As Windows asks for it: to keep the file's content at hand.
            oplock=RequestedOplockLevel.SMB2_OPLOCK_LEVEL_BATCH,
        )
        handle = self.next_handle
        self.next_handle += 1
        self.handles[handle] = found
        return handle

    def write(self, handle, data, at):
        data = base64.b64decode(data)
        for start in range(0, len(data), PIECE):
            self.handles[handle].write(data[start : start + PIECE], at + start)

    def set(self, found, information):
        request = SMB2SetInfoRequest()
        request["info_type"] = information.INFO_TYPE
        request["file_info_class"] = information.INFO_CLASS
        request["file_id"] = found.file_id
        request["buffer"] = information
        sent = self.connection.send(request, self.session.session_id, self.tree.tree_connect_id)
        self.connection.receive(sent)

    def size(self, handle, size):
        information = FileEndOfFileInformation()
        information["end_of_file"] = size
        self.set(self.handles[handle], information)

    def time(self, handle, modified):
        information = FileBasicInformation()
        # In units of 100 ns since 1601; 0 leaves a time as it is.
        for name in ("creation_time", "last_access_time", "change_time"):
            information[name] = struct.pack("<Q", 0)
        information["last_write_time"] = struct.pack("<Q", (modified + 11_644_473_600) * 10_000_000)
        self.set(self.handles[handle], information)

    def close(self, handle):
        self.handles.pop(handle).close()

    def read(self, place):
        found = self.make_open(place, READ, CreateDisposition.FILE_OPEN, CreateOptions.FILE_NON_DIRECTORY_FILE)
        try:
            content = b""
            while len(content) < found.end_of_file:
                content += found.read(len(content), min(PIECE, found.end_of_file - len(content)))
            return base64.b64encode(content).decode()
        finally:
            found.close()

    # Names.

    def rename(self, place, other, replace):
        found = self.make_open(
            place, DELETE | FilePipePrinterAccessMask.FILE_READ_ATTRIBUTES, CreateDisposition.FILE_OPEN, 0
        )
        try:
            information = FileRenameInformation()
            information["replace_if_exists"] = replace
            information["file_name"] = other.replace("/", "\\")
            self.set(found, information)
        finally:
            found.close()

    def make_folder(self, place):
        self.make_open(
            place,
            DirectoryAccessMask.FILE_LIST_DIRECTORY,
            CreateDisposition.FILE_CREATE,
            CreateOptions.FILE_DIRECTORY_FILE,
            FileAttributes.FILE_ATTRIBUTE_DIRECTORY,
        ).close()

    def remove(self, place):
        """As Explorer does it: marked, and gone with the close. A folder must be empty."""
        found = self.make_open(place, DELETE, CreateDisposition.FILE_OPEN, 0)
        try:
            information = FileDispositionInformation()
            information["delete_pending"] = True
            self.set(found, information)
        finally:
            found.close()

    def names(self, place):
        found = self.make_open(
            place,
            DirectoryAccessMask.FILE_LIST_DIRECTORY,
            CreateDisposition.FILE_OPEN,
            CreateOptions.FILE_DIRECTORY_FILE,
        )
        names = []
        try:
            while True:
                try:
                    entries = found.query_directory("*", FileInformationClass.FILE_NAMES_INFORMATION)
                except SMBException as error:
                    if "NO_MORE_FILES" in str(error).upper() or "0x80000006" in str(error).lower():
                        break
                    raise
                names += [entry["file_name"].get_value().decode("utf-16-le", "surrogatepass") for entry in entries]
        finally:
            found.close()
        return sorted(name for name in names if name not in (".", ".."))

    # An open Explorer window.

    def watch(self, place):
        found = self.make_open(
            place,
            DirectoryAccessMask.FILE_LIST_DIRECTORY,
            CreateDisposition.FILE_OPEN,
            CreateOptions.FILE_DIRECTORY_FILE,
        )
        threading.Thread(target=self.keep_watching, args=(found,), daemon=True).start()

    def keep_watching(self, found):
        try:
            while True:
                watcher = FileSystemWatcher(found)
                watcher.start(
                    CompletionFilter.FILE_NOTIFY_CHANGE_FILE_NAME
                    | CompletionFilter.FILE_NOTIFY_CHANGE_DIR_NAME
                    | CompletionFilter.FILE_NOTIFY_CHANGE_LAST_WRITE,
                    flags=ChangeNotifyFlags.SMB2_WATCH_TREE,
                )
                for change in watcher.wait() or []:
                    self.changes.append(change["file_name"].get_value())
        except Exception:  # the connection ended
            return

    def seen(self):
        return list(self.changes)


ACTS = {
    name: getattr(Machine, name)
    for name in (
        "connect vanish open write size time close read rename make_folder remove names watch seen".split()
    )
}


class Desk(socketserver.StreamRequestHandler):
    def handle(self):
        machine = Machine()
        for line in self.rfile:
            request = json.loads(line)
            act = request.pop("do")
            try:
                answer = {"answer": ACTS[act](machine, **request)}
            except Exception as error:
                answer = {"error": f"{act}: {error}"}
            if isinstance(answer.get("answer"), str):
                answer = {"text": answer["answer"]}
            elif isinstance(answer.get("answer"), list):
                answer = {"names": answer["answer"]}
            elif isinstance(answer.get("answer"), int):
                answer = {"number": answer["answer"]}
            self.wfile.write(json.dumps(answer).encode() + b"\n")


class Room(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    request_queue_size = 64


def end_with_parent():
    """The tests hold the other end of standard input; when they are gone, this ends too."""
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
Room(sys.argv[1], Desk).serve_forever()
