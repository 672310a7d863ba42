import FoundationEssentials
import Shared
import Testing

@Suite struct IDTests {
    @Test func `an id is a version 7 UUID of its millisecond`() {
        let id = ID<Post>(at: Date(timeIntervalSince1970: Double(0x0199_0000_0000) / 1000))
        #expect(id.description.hasPrefix("01990000-0000-7"))
        #expect(["8", "9", "a", "b"].contains(String(Array(id.description)[19])))
    }

    @Test func `ids made later sort later`() {
        let ids = (0..<50).map { ID<Post>(at: Date(timeIntervalSince1970: 1_800_000_000 + Double($0))) }
        #expect(ids.shuffled().sorted() == ids)
        #expect(ids.map(\.description).shuffled().sorted() == ids.map(\.description))
    }

    @Test func `no two are the same`() {
        let now = Date()
        #expect(Set((0..<1000).map { _ in ID<Post>(at: now) }).count == 1000)
    }

    @Test func `its text reads back, and other text is none`() throws {
        let id = ID<Post>()
        #expect(ID<Post>(id.description) == id)
        #expect(ID<Post>("") == nil && ID<Post>("not-an-id") == nil)
        #expect(try JSONDecoder().decode([ID<Post>].self, from: JSONEncoder().encode([id])) == [id])
    }
}
