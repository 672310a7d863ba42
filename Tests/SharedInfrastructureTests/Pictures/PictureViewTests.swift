import Shared
import SharedHTML
import Support
import Testing
@testable import SharedInfrastructure

@Suite struct PictureViewTests {
    private let id = "abcdefghijklmnopqrstuv23"
    private var leeks: Picture { Picture(address: "/pictures/\(id)", alternative: "Three \"leeks\"", width: 1600, height: 1200) }

    @Test
    func `a picture of the store is offered in two modern formats and the widths that its place can use, and as a JPEG to all others`() {
        let view = PictureView(leeks, site: .test, owner: .market, sizes: .thumbnail, cssClass: "card-picture").body.description
        let root = "http://market.rose-ash.localhost:8000/pictures/\(id)"
        #expect(
            view == """
                <picture><source type="image/avif" srcset="\(root)/200.avif 200w, \(root)/400.avif 400w" sizes="6.5rem">\
                <source type="image/webp" srcset="\(root)/200.webp 200w, \(root)/400.webp 400w" sizes="6.5rem">\
                <img src="\(root)/640.jpg" alt="Three &quot;leeks&quot;" class="card-picture" width="1600" height="1200" loading="lazy" decoding="async"></picture>
                """)
        #expect(PageCheck("<!doctype html>" + view).faults == [])
    }

    @Test func `what a page opens with does not wait`() {
        let view = PictureView(leeks, site: .test, owner: .market, loading: .atOnce, sizes: .feature).body.description
        #expect(view.contains("fetchpriority=\"high\"") && !view.contains("lazy"))
    }

    @Test(arguments: [PictureSizes.feature, .article])
    func `a telephone is not offered more of what a page opens with than it shows, however dense its screen`(sizes: PictureSizes) throws {
        let view = PictureView(leeks, site: .test, owner: .market, loading: .atOnce, sizes: sizes).body.description
        let sources = view.split(separator: "<source ").dropFirst()
        let first = try #require(sources.first)
        // Browsers take the first that fits.
        #expect(first.hasPrefix("type=\"image/avif\" media=\"(max-width:30rem)\" srcset="))
        #expect(first.contains("/640.avif 640w\"") && !first.contains("1000w"))
        #expect(sources.dropFirst().allSatisfy { $0.contains("1000w") && !$0.contains("media") })
        #expect(PageCheck("<!doctype html>" + view).faults == [])
        let small = Picture(address: leeks.address, alternative: "Leeks", width: 600, height: 400)
        #expect(!PictureView(small, site: .test, owner: .market, sizes: sizes).body.description.contains("media="))
    }

    @Test func `a small picture beside a headline is one, on every screen`() {
        let view = PictureView(leeks, site: .test, owner: .market, sizes: .story).body.description
        #expect(view.contains("/200.avif 200w\" sizes=\"6.5rem\"") && !view.contains("400w"))
    }

    @Test func `other sites and feeds are given the largest JPEG`() {
        #expect(Site.test.address(of: leeks, owner: .blog)?.value.hasSuffix("/pictures/\(id)/1600.jpg") == true)
        let unmeasured = Picture(address: leeks.address)
        #expect(Site.test.address(of: unmeasured, owner: .blog)?.value.hasSuffix("/pictures/\(id)") == true)
        #expect(PictureView(unmeasured, site: .test, owner: .blog).body.description.hasPrefix("<img src="))
    }

    @Test(arguments: [(1, 1), (200, 1), (201, 2), (400, 2), (401, 3), (640, 3), (641, 4), (1000, 4), (1001, 5), (1600, 5)])
    func `a picture has as many widths as it fills`(width: Int, count: Int) {
        #expect(PictureStep.all(of: width).count == count)
    }

    @Test(arguments: [
        "/pictures/leek.jpg", "/pictures/", "/pictures/ABCDEFGHIJKLMNOPQRSTUV23", "/pictures/abcdefghijklmnopqrstuv23/400.jpg",
        "pictures/abcdefghijklmnopqrstuv23",
    ])
    func `other addresses are none of the store`(address: String) { #expect(PictureID(inAddress: address) == nil) }

    @Test func `a picture's name is of its bytes alone`() {
        let name = PictureID(of: Array("leek".utf8))
        #expect(name == PictureID(of: Array("leek".utf8)) && name != PictureID(of: Array("leek ".utf8)))
        #expect(name.description.wholeMatch(of: /[a-z2-7]{24}/) != nil && PictureID(name.description) == name)
    }

    @Test func `a comma in an address does not end it`() throws {
        let link = try #require(Link(absolute: "https://example.org/a,b"))
        let html: HTML = "<source\(attribute: "srcset", url: [Candidate(link, width: 3)])>"
        #expect(html.description == "<source srcset=\"https://example.org/a%2Cb 3w\">")
    }
}
