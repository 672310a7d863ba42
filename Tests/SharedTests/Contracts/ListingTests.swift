import Shared
import Testing

@Suite struct ListingTests {
    @Test(arguments: [(0, 1), (-5, 1), (1, 1), (3, 3), (Int.max, 10_000), (Int.min, 1)])
    func `a page's number is brought to what there can be`(asked: Int, number: Int) { #expect(PageRequest(asked).number == number) }

    @Test(arguments: [(0, 1), (20, 20), (Int.max, 100)])
    func `so is its size`(asked: Int, size: Int) { #expect(PageRequest(1, size: asked).size == size) }

    @Test func `an offset counts whole pages`() {
        #expect(PageRequest(1, size: 20).offset == 0 && PageRequest(3, size: 20).offset == 40)
    }

    @Test(arguments: [(0, 1), (1, 1), (20, 1), (21, 2), (41, 3)])
    func `a list has as many pages as it fills, and one when it is empty`(total: Int, pages: Int) {
        #expect(Listing<Int>(items: [], total: total, page: PageRequest(1, size: 20)).pages == pages)
    }
}
