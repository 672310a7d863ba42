import HTTPTypes
import Shared
import SharedInfrastructure
import Testing

@Suite struct FormTests {
    private func form(_ text: String) throws -> Form { try Form(urlEncoded: Array(text.utf8)) }

    @Test func `a form's values are read as types`() throws {
        let post = ID<Post>()
        let form = try form("name=Leek+soup&slug=leek-soup&count=3&id=\(post)&note=a%26b%3D%C3%A9&tags=x&tags=y&agreed=on")
        let (name, slug, count, id, note, tags, agreed) = try form.read(
            Field<String>("name"), Field<Slug>("slug"), Field<Int>("count", in: 1...9), Field<ID<Post>>("id"), Field<String>("note"),
            Field<[String]>.list("tags"), Field<Bool>("agreed", default: false))
        #expect(name == "Leek soup" && slug.value == "leek-soup" && count == 3 && id == post && note == "a&b=é")
        #expect(tags == ["x", "y"] && agreed)
    }

    @Test func `all faults are told at once, with what was typed`() throws {
        let form = try form("name=&slug=Leek%20Soup&count=1000&id=42&twice=1&twice=2")
        let error = #expect(throws: FormErrors.self) {
            try form.read(
                Field<String>("name"), Field<Slug>("slug"), Field<Int>("count", in: 1...99), Field<ID<Post>>("id"), Field<Int>("twice"),
                Field<Int>("absent"))
        }
        let errors = try #require(error)
        #expect(errors["name"] == "Fill this in." && errors["absent"] == "Fill this in.")
        #expect(errors["slug"] == "Use lower-case letters, digits and hyphens.")
        #expect(errors["count"] == "Enter a number from 1 to 99.")
        #expect(errors["id"] == "Choose one of those shown.")
        #expect(errors["twice"] == "This was sent twice. Reload the page and try again.")
        #expect(errors.typed["slug"] == "Leek Soup" && errors.typed["count"] == "1000")
    }

    @Test func `a field that may be absent is its default, or nil`() throws {
        let (count, note) = try form("note=").read(Field<Int>("count", default: 1, in: 1...9), Field<String?>.optional("note"))
        #expect(count == 1 && note == nil)
    }

    @Test(arguments: ["note=%FF%FE", "note=%C3%28", "note=a%00b", "note=%1B%5B0m", "note=%zz", "note=%4"])
    func `bytes that are no text make their field wrong, not the form`(body: String) throws {
        let form = try form("name=Maya&" + body)
        #expect(try form.required("name", as: String.self) == "Maya")
        let error = #expect(throws: FormErrors.self) { try form.required("note", as: String.self) }
        #expect(error?["note"] == "This is not text. Type it again.")
    }

    @Test func `text keeps its line breaks, as one character each`() throws {
        #expect(try form("note=one%0D%0Atwo%0Athree%09.").required("note", as: String.self) == "one\ntwo\nthree\t.")
    }

    @Test func `a field that is too long is refused`() throws {
        let form = try form("name=" + String(repeating: "a", count: 1001))
        let error = #expect(throws: FormErrors.self) { try form.required("name", as: String.self) }
        #expect(error?["name"] == "This is too long. Use at most 1000 characters.")
        #expect(try form.read(Field<String>("name", upTo: 2000)).utf8.count == 1001)
    }

    @Test(arguments: ["%FF=x", "=x", "%zz=1", String(repeating: "a=b&", count: 201)])
    func `a form whose names cannot be read is refused`(body: String) throws {
        let problem = #expect(throws: Problem.self) { try form(body) }
        #expect(problem?.status.code == 400)
    }

    @Test func `an empty form has no fields`() throws {
        let name: String? = try form("").read(Field<String?>.optional("name"))
        #expect(name == nil)
        #expect(try form("&&name=x&").required("name", as: String.self) == "x")
    }
}
