import Foundation
import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing

struct ComponentTests {
    @Test(arguments: [
        (0, "1 January 1970"), (951_782_399, "28 February 2000"), (951_782_400, "29 February 2000"), (4_107_542_399, "28 February 2100"),
        (4_107_542_400, "1 March 2100"), (-1, "31 December 1969"), (1_798_761_599, "31 December 2026"),
    ])
    func `A moment falls on its day`(seconds: Int, day: String) {
        #expect(EnglishDay(Date(timeIntervalSince1970: Double(seconds))).text == day)
    }

    @Test func `A local time is written as people say it`() throws {
        let time = try #require(LocalTime("2028-02-29T09:05"))
        #expect(time.englishDay == "Tuesday 29 February 2028")
        #expect(time.shortDay == "Tue 29 February")
    }

    @Test(arguments: [
        ("/assets/pictures/x.svg", "/assets/pictures/x.svg"),
        ("/content/images/x.jpg", "http://blog.rose-ash.localhost:8000/content/images/x.jpg"),
        ("https://example.org/x.jpg", "https://example.org/x.jpg"), ("//evil.example/x.jpg", nil), ("javascript:alert(1)", nil),
        ("x.jpg", nil),
        ("data:image/svg+xml,x", nil),
    ])
    func `A picture is shown from where it may be, or not at all`(address: String, shown: String?) {
        let view = PictureView(Picture(address: address, alternative: "\"A\" & <b>"), site: .test, owner: .blog).body.description
        if let shown {
            #expect(view.contains("src=\"\(shown)\" alt=\"&quot;A&quot; &amp; &lt;b&gt;\""))
        } else {
            #expect(view.isEmpty)
        }
    }

    @Test func `A field keeps what was typed, and says beside it what is wrong`() {
        let field = FormField("name", label: "Your name", value: "\"><script>", hint: "As you like", problem: "Too long").body.description
        #expect(field.contains("value=\"&quot;&gt;&lt;script&gt;\""))
        #expect(field.contains("aria-describedby=\"name-problem name-hint\" aria-invalid=\"true\""))
        #expect(PageCheck("<!doctype html>" + field).faults == [])
    }

    @Test func `Labels stand in one order everywhere`() {
        let list = LabelList([.contains(.milk), .diet(.organic), .mayContain(.nuts), .diet(.vegetarian)]).body.description
        #expect(
            list.contains(
                "<li>vegetarian</li><li>organic</li><li class=\"allergen\">contains milk</li><li class=\"allergen\">may contain nuts</li>"))
        #expect(LabelList([]).body.description.isEmpty)
    }

    @Test func `Quantities are written as labels have them`() {
        let written = [(999, UnitQuantity.Unit.grams), (1000, .grams), (1500, .grams), (1005, .millilitres), (1, .pieces), (6, .pieces)]
            .map { UnitQuantity($0.0, $0.1)?.description }
        #expect(written == ["999 g", "1 kg", "1.5 kg", "1.005 L", "1 piece", "6 pieces"])
    }

    @Test func `Every file that the chrome links is there`() throws {
        let assets = try TestSite.assets
        let bundled = PageBundle.allCases.flatMap { [$0.styles] + [$0.script].compactMap { $0 } }
        let vendored = ["vendor/htmx.js"] + HeadFonts.names
        for name in ["styles.css", "scripts.js", "scripts-search.js", "favicon.svg"] + bundled + vendored {
            #expect(assets.contains(name), "\(name)")
        }
    }

    @Test(arguments: [[], [0], [0, 0], [5], [1, 2, 3], [7, 1_000_000, 0]])
    func `A chart of any figures is well made, and says them in a table too`(values: [Int]) {
        let points = values.enumerated().map { ChartPoint("<\($0.offset)>", $0.element) }
        for body in [
            LineChart("Loaves", columns: ("Month", "Loaves"), points).body, BarChart("Loaves", columns: ("Month", "Loaves"), points).body,
        ] {
            #expect(PageCheck("<!doctype html>" + body.description).faults == [])
            for value in values { #expect(body.description.contains("<td class=\"amount\">\(value)</td>")) }
        }
    }

    @Test func `What a chart says is text of the page beside its drawing, which shrinks on a phone`() {
        let kinds = [ChartPoint("Bramley", 640), ChartPoint("Egremont", 213)]
        let bars = BarChart("Apples", columns: ("Kind", "Kilograms"), kinds).body.description
        #expect(bars.contains("<span>Bramley</span> <strong>640</strong>") && bars.contains("<span>Egremont</span> <strong>213</strong>"))
        #expect(bars.contains("width=\"100%\" height=\"100%\"") && bars.contains("width=\"33.3%\" height=\"100%\""))
        let points = [ChartPoint("May", 300), ChartPoint("June", 455), ChartPoint("July", 0)]
        let line = LineChart("Loaves", columns: ("Month", "Loaves"), points).body.description
        #expect(line.contains("<span>600</span><span>300</span><span>0</span>") && line.contains("<span>May</span><span>July</span>"))
        #expect(line.contains("points=\"0,500 500,242 1000,1000\"") && line.contains("cx=\"50%\" cy=\"24.2%\""))
        for chart in [bars, line] { #expect(!chart.contains("<text")) }
    }

    @Test func `Only what comes with a page that is about it takes the focus`() {
        #expect(!Notice(.problem, "Wrong").body.description.contains("autofocus"))
        #expect(Notice(.problem, "Wrong", takesFocus: true).body.description.contains("role=\"alert\" tabindex=\"-1\" autofocus>Wrong"))
    }

    @Test func `Progress never says more than there is`() {
        let bar = ProgressView("Reading", done: 12, of: 10, remark: "<soon>").body.description
        #expect(bar.contains("max=\"10\" value=\"10\"") && bar.contains("&lt;soon&gt;"))
        #expect(!ProgressView("Reading", done: 12, of: nil).body.description.contains("max="))
        #expect(ProgressView("Reading", done: 0, of: 0).body.description.contains("max=\"1\" value=\"0\""))
    }

    @Test func `A choice shows what was chosen, and a text of several lines what was typed`() {
        let choice = FormField("sort", label: "Order", value: "b", input: .choice([("a", "A"), ("b", "B")])).body.description
        #expect(choice.contains("<option value=\"b\" selected>B</option>") && !choice.contains("value=\"a\" selected"))
        let lines = FormField("words", label: "Words", value: "</textarea><b>", input: .lines).body.description
        #expect(lines.contains("&lt;/textarea&gt;") && PageCheck("<!doctype html>" + lines).faults == [])
    }
}
