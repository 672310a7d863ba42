"""The page as the Python platform composes it: Quart under Hypercorn, the parts from Redis by one MGET, put together by Jinja2.

Environment: BENCH_PARTS, the folder that the driver wrote (page.json: the page's pieces and the parts between them); REDIS_URL.
"""

import json
import os
import pathlib

import redis.asyncio
from jinja2 import Environment
from quart import Quart, Response, request

app = Quart(__name__)
page = json.loads((pathlib.Path(os.environ["BENCH_PARTS"]) / "page.json").read_text())
template = Environment(autoescape=True).from_string(
    "".join("{{ pieces[%d]|safe }}" % i + ("{{ parts[%d]|safe }}" % i if i < len(page["parts"]) else "") for i in range(len(page["pieces"]))))
store = redis.asyncio.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


@app.get("/")
async def front():
    visitor = request.cookies.get("visitor", "0")
    parts = await store.mget([f"bench:{part['name']}:{visitor if part['visitor'] else 'all'}" for part in page["parts"]])
    return Response(template.render(pieces=page["pieces"], parts=parts), mimetype="text/html")


@app.get("/health")
async def health():
    return "ok"
