"""Reads mail as programs for mail do, with Python's email package: each file named is a message, and the answer a JSON list of what they say."""

import email
import email.policy
import json
import sys


def read(path):
    with open(path, "rb") as file:
        content = file.read()
    message = email.message_from_bytes(content, policy=email.policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    defects = [repr(defect) for part in message.walk() for defect in part.defects]
    defects += [repr(defect) for value in message.values() for defect in value.defects]

    def words(kind):
        return "".join(part.get_content() for part in parts if part.get_content_type() == f"text/{kind}").replace("\r\n", "\n")

    def people(name):
        return [[address.display_name, address.addr_spec] for address in message[name].addresses] if message[name] else []

    lines = content.split(b"\n")
    return {
        "from": people("From"), "to": people("To"), "subject": str(message["Subject"]), "date": message["Date"].datetime.isoformat(),
        "messageID": str(message["Message-ID"]).strip(), "headers": [[name, str(value)] for name, value in message.items()],
        "types": [message.get_content_type()] + [part.get_content_type() for part in parts], "text": words("plain"), "html": words("html"),
        "defects": defects, "longestLine": max(len(line.rstrip(b"\r")) for line in lines), "isASCII": content.isascii(),
        "isCRLF": content.replace(b"\r\n", b"").isascii() and not set(content.replace(b"\r\n", b"")) & {10, 13} and content.endswith(b"\r\n")}


print(json.dumps([read(path) for path in sys.argv[1:]]))
