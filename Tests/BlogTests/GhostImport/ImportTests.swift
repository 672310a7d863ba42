import FoundationEssentials
import Shared
import SharedPostgres
import Support
import Testing

@testable import Blog

/// What an export becomes, from its file to the page. Over 200 lines: most are what is looked for on those pages.
@Suite struct ImportTests {
    @Test func `an export from before Ghost 1 becomes posts, pages, tags, authors and a menu`() async throws {
        try await withBlog { blog in
            let export = try GhostFixture.read("ghost-0")
            #expect(export.hasFiles)
            let (lines, summary) = try await blog.load(export)
            #expect(summary.count("failed") == 0, "\(lines)")
            let post = try #require(try await blog.post("allotment-day"))
            #expect(
                post.body.markup == """
                    <h2 id="content-june2013">June 2013</h2>\n\n<p>Leeks. <br>\nAnd beans, see <a href="#content-june2013">above</a> \
                    and <a href="/rules#content-plots">the rules</a>.</p>
                    """)
            // One of them stands twice in the export.
            #expect(post.summary.tags.map(\.name) == ["Beans", "Updates"])
            #expect(post.summary.authors.map(\.name) == ["Omar"])
            #expect(post.summary.picture?.address == "/content/images/2013/07/day.jpg")
            let author = try await blog.services.require(\.posts).written(by: slug("omar"), PageRequest())?.author
            #expect(author?.picture?.address == "https://gravatar.example.org/avatar/1?d=404")
            #expect(post.summary.publishedAt == GhostMoment.read("2013-07-31T16:50:00Z"))
            #expect(try await blog.post("rules")?.summary.kind == .page)
            #expect(try await blog.services.require(\.menus).tree(.primary).items.map(\.label) == ["Home", "Rules"])
        }
    }

    /// Before Ghost 1 every table counted its rows from 1, so two exports have the same ids.
    @Test func `two blogs whose rows were counted do not take each other's places`() async throws {
        try await withBlog { blog in
            try await blog.load(GhostFixture.read("ghost-0"))
            let other = try GhostFixture.read(
                "ghost-0",
                replacing: [
                    "2013-07-30": "2014-01-01", "allotment-day": "bakery-day", "Allotment day": "Bakery day", "\"omar\"": "\"maya\"",
                    "\"Omar\"": "\"Maya\"",
                ])
            let (lines, _) = try await blog.load(other)
            #expect(lines["post bakery-day"]?.outcome == .created)
            #expect(try await blog.post("bakery-day")?.summary.authors.map(\.name) == ["Maya"])
            #expect(try await blog.post("allotment-day")?.summary.authors.map(\.name) == ["Omar"])
        }
    }

    @Test func `a Ghost 3 export becomes posts, pages, tags, authors and a menu`() async throws {
        try await withBlog { blog in
            let (lines, summary) = try await blog.load(GhostFixture.read("ghost-3"), origin: "https://old.example.org")
            #expect(summary.count("failed") == 0)
            #expect(lines["post sowing-in-spring"]?.outcome == .created)
            #expect(lines["page about"]?.outcome == .created)
            #expect(lines["author nobody"]?.outcome == .skipped("they wrote nothing"))

            let post = try #require(try await blog.post("sowing-in-spring"))
            #expect(post.summary.title == "Sowing in spring")
            #expect(post.summary.excerpt == "When the soil is warm.")
            #expect(post.summary.isFeatured)
            #expect(post.summary.publishedAt == GhostMoment.read("2020-05-01T09:30:00Z"))
            #expect(post.summary.updatedAt == GhostMoment.read("2020-05-02T08:00:00Z"))
            #expect(post.summary.tags.map(\.name) == ["Growing"])
            #expect(post.summary.authors.map(\.name) == ["Maya Osei", "Omar"])
            #expect(
                post.summary.picture
                    == Picture(address: "https://old.example.org/content/images/2020/05/seed.jpg", alternative: "Seeds in a hand"))
            #expect(post.pictureCaption?.markup == "Photo by <a href=\"https://omar.example.org/\" rel=\"noopener\">Omar</a>")
            #expect(post.metadata.title == "Sowing")
            #expect(post.metadata.pictureAddress == "https://old.example.org/content/images/og.jpg")
            #expect(
                post.body.markup == """
                    <p>Soil is <strong>warm</strong><br><a href="/about">about us</a></p><figure class="prose-wide">\
                    <img src="https://old.example.org/content/images/2020/05/bed.jpg" alt="A bed" loading="lazy" decoding="async">\
                    <figcaption>Our <em>bed</em></figcaption></figure><ul><li>leeks</li><li>beans</li></ul><hr>\
                    <blockquote><p>Said Omar</p></blockquote>
                    """)

            let page = try #require(try await blog.post("about"))
            #expect(page.summary.kind == .page)
            #expect(page.body.markup == "<h1 id=\"content-us\">Us</h1>\n<p>We <em>grow</em>.</p>\n")
            #expect(try await blog.status(of: "a-draft") == .draft)

            let posts = try #require(blog.services.posts)
            let tag = try #require(try await posts.tagged(slug("growing"), PageRequest()))
            #expect(tag.tag.about == "From seed to leek")
            #expect(tag.posts.items.map(\.slug.value) == ["sowing-in-spring"])
            #expect(try await posts.tagged(slug("hash-feature"), PageRequest()) == nil)
            let author = try #require(try await posts.written(by: slug("maya"), PageRequest()))
            #expect(author.author.website == "https://maya.example.org")
            #expect(author.author.picture?.address == "https://old.example.org/content/images/2020/05/maya.jpg")

            let menu = try await blog.services.require(\.menus).tree(.primary)
            #expect(menu.items.map(\.label) == ["Home", "About", "Growing", "Friends"])
            #expect(menu.items.map(\.link).first == .path(.blog, "/"))
            guard case .post(_, let slug)? = menu.items.map(\.link).dropFirst().first else { throw Unexpected() }
            #expect(slug.value == "about")
            #expect(menu.items.last?.link == .address("https://friends.example.org/"))
            #expect(lines["menu navigation"]?.notes == ["“Sign up” leads to Ghost's sign-up, and was left out"])
        }
    }

    @Test func `an export without the db array, of Ghost 4, is read as well`() async throws {
        try await withBlog { blog in
            try await blog.load(GhostFixture.read("ghost-3"))
            let (lines, summary) = try await blog.load(GhostFixture.read("ghost-4-flat"))
            #expect(summary.count("failed") == 0)
            let post = try #require(try await blog.post("only-markup"))
            #expect(post.summary.access == .members)
            #expect(post.summary.authors.map(\.name) == ["Maya Osei"])
            // The other export's posts are not in this one, so their addresses stay paths of the same shape.
            #expect(post.body.markup.contains("href=\"/2020/05/sowing-in-spring/\""))
            #expect(post.body.markup.contains("src=\"/content/images/x.png\""))
            #expect(lines["post only-markup"]?.notes.contains { $0.contains("paying members") } == true)
            let cards = try #require(try await blog.post("cards"))
            #expect(cards.body.markup.contains("<pre><code class=\"language-swift\">let a = 1 &lt; 2</code></pre>"))
            #expect(cards.body.markup.contains("<figure class=\"prose-bookmark\">"))
            #expect(cards.body.markup.contains("<p>Raw</p>"))
            #expect(!cards.body.markup.contains("For mail"))
        }
    }

    @Test func `a Ghost 5 export brings Lexical, schedules and both menus`() async throws {
        try await withBlog { blog in
            let (lines, _) = try await blog.load(GhostFixture.read("ghost-5"))
            let post = try #require(try await blog.post("beds"))
            #expect(
                post.body.markup == """
                    <h2 id="content-beds">Beds</h2><p>Four <strong>raised</strong> beds, <a href="/sowing-in-spring/">see them</a></p>\
                    <figure class="prose-wide"><img src="/content/images/2024/01/beds.jpg" alt="Beds" width="1200" height="800" \
                    loading="lazy" decoding="async"><figcaption>In January</figcaption></figure>\
                    <div class="prose-callout"><p>🐌 <b>Mind</b> the slugs</p></div>
                    """)
            #expect(lines["post beds"]?.notes == ["left out: signup card, which needs Ghost"])
            #expect(try await blog.status(of: "next-year") == .scheduled)
            #expect(try await blog.status(of: "missed") == .published)
            let menus = try blog.services.require(\.menus)
            #expect(try await menus.tree(.primary).items.map(\.link).last == .path(.blog, "/news/"))
            #expect(try await menus.tree(.secondary).items.map(\.label) == ["Imprint"])
        }
    }

    @Test func `broken rows are told one by one, and keep nobody from the others`() async throws {
        try await withBlog { blog in
            let (lines, summary) = try await blog.load(GhostFixture.read("ghost-6-broken"))
            #expect(lines["post row 1"]?.outcome == .failed("it is no object"))
            #expect(lines["post row 3"]?.outcome == .failed("it has no id"))
            #expect(lines["post row 5"]?.outcome == .failed("an earlier row has its id 5f0000000000000000000047"))
            #expect(lines["post row 6"]?.outcome == .failed("its status “vanished” is not known"))
            #expect(lines["post row 7"]?.outcome == .failed("its published_at “the day after” is no moment"))
            #expect(lines["tag row 1"]?.outcome == .failed("it has no name"))
            #expect(lines["menu row 1"]?.outcome == .failed("“navigation” is no menu"))
            #expect(lines["post whole"]?.notes == ["2 of its tags could not be imported"])
            #expect(summary.count("failed") == 8)
            #expect(try await blog.post("whole")?.summary.tags.map(\.name) == ["Fine"])
            #expect(try await blog.post("broken-document")?.body.markup == "<p>Ghost kept this.</p>")
            #expect(try await blog.post("new-card")?.body.markup == "<p>Before.</p><p>Hologram</p>")
            #expect(try await blog.post("new-card-alone")?.body.markup == "Seen from all sides")
            #expect(lines["post new-card-alone"]?.notes == ["left out: unknown card “hologram”"])
            #expect(try await blog.post("nul")?.body.markup == "<p>ab</p>")
            #expect(try await blog.status(of: "ghost-5f000000000000000000004e") == .draft)
        }
    }

    @Test func `what a hostile export brings is harmless`() async throws {
        try await withBlog { blog in
            let (lines, _) = try await blog.load(GhostFixture.read("ghost-6-broken"))
            let line = try #require(lines["post Über uns & more"])
            #expect(line.notes.contains("its slug cannot stand in an address, so it is at ber-uns-more"))
            #expect(line.notes.contains("its picture has no address that can be shown"))
            #expect(line.notes.contains("its injected code was left out"))
            let post = try #require(try await blog.post("ber-uns-more"))
            #expect(post.summary.title == "<script>alert(1)</script>")
            #expect(post.summary.picture == nil)
            #expect(post.metadata.canonicalAddress == nil)
            #expect(
                post.body.markup == """
                    <p>Hi<img src="x" alt="" loading="lazy" decoding="async">x<a href="https://www.youtube.com/watch?v=abc" \
                    rel="noopener">youtube.com</a></p>
                    """)
        }
    }

    @Test func `no secret of an export reaches the database`() async throws {
        try await withBlog { blog in
            for name in ["ghost-0", "ghost-3", "ghost-4-flat", "ghost-5"] {
                #expect(try GhostFixture.text(name).contains("SECRET"))
                try await blog.load(GhostFixture.read(name))
            }
            try await blog.database.withConnection {
                try await $0.runScript(
                    """
                    create table public.dump (line text);
                    do $$
                    declare
                        stored regclass;
                    begin
                        -- Bytes are to be read as the text that they are.
                        perform set_config('bytea_output', 'escape', true);
                        for stored in
                            select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
                            where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and c.relname <> 'dump'
                        loop
                            execute format('insert into public.dump select t::text from %s t', stored);
                        end loop;
                    end $$;
                    """)
            }
            let lines: [String] = try await blog.database.query("select line from public.dump").map { try $0["line"] }
            let dump = lines.joined(separator: "\n")
            #expect(dump.contains("Sowing in spring"))
            #expect(!dump.contains("SECRET"))
            #expect(!dump.contains("reader@example.org"))
        }
    }

    private func slug(_ text: String) throws -> Slug { try #require(Slug(text)) }

    private struct Unexpected: Error {}
}
