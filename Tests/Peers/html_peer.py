"""Readers of HTML that are not ours, for the tests of the sanitiser. Reads questions from the file that
is named, one JSON object a line, and answers each on a line.

{"ask": "tokens", "html": …}    what html5lib's tokeniser finds: [["text", …], ["start", name, [[name, value] …]], ["end", name] …]
{"ask": "names"}                Python's table of named character references
{"ask": "reading", "html": …}   html5lib's tree of a sanitised text, written again ("markup"): whether it is the "same", what may not
                                be in it ("forbidden"), and whether nh3, told to keep the same elements, leaves it as it is ("nh3")
"""

import html.entities
import json
import re
import sys

import html5lib
import nh3
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes

RAW = {"style", "xmp", "iframe", "noembed", "noframes"}
VOID = {"br", "wbr", "hr", "img", "source"}
GLOBAL = {"id", "class", "lang", "dir"}
ALLOWED = {name: set() for name in """p h1 h2 h3 h4 h5 h6 pre blockquote div figure figcaption summary ul li dl dt dd table caption thead
    tbody tfoot tr hr b strong i em u s del ins mark small sub sup q cite code kbd samp var bdi br wbr""".split()} | {
    "details": {"open"}, "ol": {"start", "reversed", "type"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"},
    "a": {"href", "rel", "title"}, "abbr": {"title"}, "dfn": {"title"}, "time": {"datetime"},
    "img": {"src", "srcset", "sizes", "alt", "title", "width", "height", "loading", "decoding"},
    "audio": {"src", "controls", "loop", "preload"},
    "video": {"src", "poster", "width", "height", "controls", "loop", "muted", "playsinline", "preload"},
    "source": {"src", "type"},
}
ADDRESS = re.compile(r"(https?://[^/?#:@].*|/(?!/).*|[^/:]*|[^/:]*[/?#].*)", re.S)


def tokens(text):
    tokenizer = HTMLTokenizer(text)
    found = []
    for token in tokenizer:
        kind = token["type"]
        if kind in (tokenTypes["Characters"], tokenTypes["SpaceCharacters"]):
            if found and found[-1][0] == "text":
                found[-1][1] += token["data"]
            else:
                found.append(["text", token["data"]])
        elif kind == tokenTypes["StartTag"]:
            attributes = {}
            for name, value in token["data"].items() if hasattr(token["data"], "items") else token["data"]:
                attributes.setdefault(name, value)
            found.append(["start", token["name"], [list(pair) for pair in attributes.items()]])
            if token["name"] in ("title", "textarea"):
                tokenizer.state = tokenizer.rcdataState
            elif token["name"] in RAW:
                tokenizer.state = tokenizer.rawtextState
            elif token["name"] == "script":
                tokenizer.state = tokenizer.scriptDataState
            elif token["name"] == "plaintext":
                tokenizer.state = tokenizer.plaintextState
        elif kind == tokenTypes["EndTag"]:
            found.append(["end", token["name"]])
    return found


def tree(text):
    return html5lib.parseFragment(text, container="div", treebuilder="etree", namespaceHTMLElements=False)


def text_markup(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write(node, out, sort=False):
    out.append(text_markup(node.text or ""))
    for child in node:
        if not isinstance(child.tag, str):
            out.append("<!---->")
        else:
            attributes = sorted(child.items()) if sort else child.items()
            out.append("<" + child.tag)
            for name, value in attributes:
                out.append(' %s="%s"' % (name, text_markup(value).replace('"', "&quot;").replace("'", "&#39;")))
            out.append(">")
            if child.tag == "pre" and (child.text or "").startswith("\n"):
                out.append("\n")
            write(child, out, sort)
            if child.tag not in VOID:
                out.append("</%s>" % child.tag)
        out.append(text_markup(child.tail or ""))


def markup(text, sort=False):
    out = []
    write(tree(text), out, sort)
    return "".join(out)


def addresses(name, value):
    if name == "srcset":
        return [part.strip().rsplit(" ", 1)[0] for part in re.split(r",\s", value)]
    return [value]


def forbidden(node):
    found = []
    for element in node.iter():
        if element is node:
            continue
        if not isinstance(element.tag, str) or element.tag not in ALLOWED:
            found.append("<%s>" % element.tag)
            continue
        for name, value in element.items():
            if name not in ALLOWED[element.tag] | GLOBAL:
                found.append("%s %s" % (element.tag, name))
            if name in ("href", "src", "srcset", "poster"):
                for address in addresses(name, value):
                    stripped = re.sub(r"[\x00-\x20]", "", address)
                    if stripped != address or "\\" in re.split("[?#]", address)[0]:
                        found.append("%s=%r" % (name, address))
                    elif name == "href" and re.match(r"(mailto|tel):.|#content-", address):
                        continue
                    elif not ADDRESS.fullmatch(address):
                        found.append("%s=%r" % (name, address))
            if name == "id" and not value.startswith("content-"):
                found.append("id=%r" % value)
            if name == "class" and not all(re.match("prose-|language-", word) for word in value.split()):
                found.append("class=%r" % value)
    return found


def kept_by_nh3(text):
    cleaned = nh3.clean(
        text, tags=set(ALLOWED), attributes={name: names | GLOBAL for name, names in ALLOWED.items()}, link_rel=None, strip_comments=False,
        url_schemes={"http", "https", "mailto", "tel"}, clean_content_tags=set())
    return without_first_lines(markup(cleaned, sort=True)) == without_first_lines(markup(text, sort=True))


def without_first_lines(text):
    """Without the line ends after <pre>: nh3 writes none for the one that a parser drops, and html5lib drops none in a table's cell."""
    return re.sub("(<pre[^>]*>)\n*", r"\1", text)


def answer(question):
    text = question.get("html")
    if question["ask"] == "tokens":
        return tokens(text)
    if question["ask"] == "names":
        return html.entities.html5
    read = markup(text)
    same = without_first_lines(read) == without_first_lines(text)
    return {"markup": read, "same": same, "forbidden": forbidden(tree(text)), "nh3": kept_by_nh3(text)}


with open(sys.argv[1], encoding="utf-8") as questions:
    for line in questions:
        print(json.dumps(answer(json.loads(line))))
