"""An app as the Python platform has them: quart_page.py's page, and beside it its posts from PostgreSQL by SQLAlchemy's mapper.

Environment: as quart_page.py, and BENCH_SQLALCHEMY_URL.
"""

import os

from quart import jsonify
from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from quart_page import app

__all__ = ["app"]


class Base(DeclarativeBase):
    pass


class Post(Base):
    __tablename__ = "posts"
    __table_args__ = {"schema": "blog"}
    slug: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]


sessions = async_sessionmaker(create_async_engine(os.environ["BENCH_SQLALCHEMY_URL"], pool_size=4))


@app.get("/posts")
async def posts():
    async with sessions() as session:
        found = (await session.execute(select(Post).order_by(Post.slug).limit(20))).scalars()
        return jsonify([{"slug": post.slug, "title": post.title} for post in found])
