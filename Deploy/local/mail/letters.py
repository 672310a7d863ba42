"""Kept mail: a folder of .eml files, the latest last by name."""

import datetime
import email
import email.policy
import os
import pathlib
import re
import threading

MOST = 500


class Box:
    """Keeps the latest letters, at most MOST."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.lock = threading.Lock()

    def keep(self, content, sender, recipients):
        envelope = f"X-Envelope-From: {sender}\r\nX-Envelope-To: {', '.join(recipients)}\r\n".encode("utf-8", "replace")
        with self.lock:
            now = datetime.datetime.now(datetime.timezone.utc)
            name = now.strftime("%Y%m%d-%H%M%S-%f")
            # Written beside and then moved, so that half a letter is never read.
            new = self.folder / f"{name}.new"
            new.write_bytes(envelope + content)
            os.replace(new, self.folder / f"{name}.eml")
            for old in self.names()[MOST:]:
                (self.folder / f"{old}.eml").unlink(missing_ok=True)

    def names(self):
        """The latest first."""
        return sorted((path.stem for path in self.folder.glob("*.eml")), reverse=True)

    def letter(self, name):
        """None when there is none of this name."""
        if not re.fullmatch(r"[0-9-]+", name):
            return None
        try:
            return Letter(name, (self.folder / f"{name}.eml").read_bytes())
        except FileNotFoundError:
            return None

    def letters(self, to=None):
        found = (self.letter(name) for name in self.names())
        return [letter for letter in found if letter and (to is None or to in letter.recipients)]

    def clear(self):
        with self.lock:
            for name in self.names():
                (self.folder / f"{name}.eml").unlink(missing_ok=True)


class Letter:
    """One of them, read as programs for mail do."""

    def __init__(self, name, content):
        self.name, self.content = name, content
        self.message = email.message_from_bytes(content, policy=email.policy.default)
        self.sender = self._header("From")
        self.to = self._header("To")
        self.subject = self._header("Subject")
        self.date = self._header("Date")
        self.recipients = [address.strip().lower() for address in self._header("X-Envelope-To").split(",") if address.strip()]
        self.text, self.html = self._part("plain"), self._part("html")

    @property
    def received(self):
        return datetime.datetime.strptime(self.name, "%Y%m%d-%H%M%S-%f").replace(tzinfo=datetime.timezone.utc)

    def links(self):
        return list(dict.fromkeys(re.findall(r"https?://[^\s<>\"]+", self.text)))

    def _header(self, name):
        try:
            return str(self.message.get(name, ""))
        except Exception:  # What somebody sends may be nothing that Python reads.
            return ""

    def _part(self, kind):
        for part in self.message.walk():
            if part.get_content_type() == f"text/{kind}":
                try:
                    words = part.get_content()
                except Exception:
                    words = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")
                return words.replace("\r\n", "\n")
        return ""
