import Shared
import SharedHTML
import Support
import Testing

@testable import SharedInfrastructure

@Suite struct MailTextTests {
    private func words(_ name: String = "Maya") throws -> MailText {
        MailText(
            title: "Sign in to Rose Ash",
            paragraphs: ["Hello \(name),", "press this, and you are signed in on the device on which you asked for it."],
            button: .init(
                "Sign in",
                try #require(Link(absolute: "https://federation.rose-ash.test/sign-in?token=a&b=\(String(repeating: "c", count: 80))"))),
            code: "418 092", remarks: ["Both work for fifteen minutes, once."], footer: ["Rose Ash, a cooperative", "You asked for this."])
    }

    @Test func `its text is lines of at most 72 characters, and an address in one piece`() throws {
        #expect(
            try words().text == """
                Sign in to Rose Ash

                Hello Maya,

                press this, and you are signed in on the device on which you asked for
                it.

                Sign in:
                https://federation.rose-ash.test/sign-in?token=a&b=\(String(repeating: "c", count: 80))

                    418 092

                Both work for fifteen minutes, once.

                --\(" ")
                Rose Ash, a cooperative
                You asked for this.

                """)
    }

    @Test func `its markup says the same, in a document without style sheets and scripts`() throws {
        let words = try words()
        let page = MailDocument(words: words).body.description
        #expect(PageCheck(page).faults.isEmpty)
        for part in words.paragraphs + words.remarks + words.footer + ["418 092", "Sign in to Rose Ash"] { #expect(page.contains(part)) }
        #expect(page.contains("href=\"https://federation.rose-ash.test/sign-in?token=a&amp;b="))
        #expect(!page.contains("style") && !page.contains("<script") && !page.contains("<img"))
    }

    @Test func `the address that can be read fits a window of any width, and is copied as it is`() throws {
        let page = MailDocument(words: try words()).body.description
        let shown = try #require(page.firstMatch(of: /Or open this address: <a href="[^"]*">(.*?)<\/a>/)).1
        let link = try #require(try words().button?.link.value)
        #expect(shown.replacing("<wbr>", with: "").replacing("&amp;", with: "&") == link)
        #expect(shown.replacing("&amp;", with: "&").replacing("<wbr>", with: " ").split(separator: " ").allSatisfy { $0.count <= 8 })
    }

    @Test(arguments: HostileNames.all)
    func `what somebody is called is text, and nothing else`(name: String) throws {
        let page = MailDocument(words: try words(name)).body.description
        #expect(PageCheck(page).faults.isEmpty)
        #expect(!page.contains("<script>") && !page.contains("<img") && !page.contains("<b>bread"))
    }

    @Test func `what it does not say leaves nothing behind`() {
        let words = MailText(title: "Bread", paragraphs: ["It is ready."])
        #expect(words.text == "Bread\n\nIt is ready.\n")
        let page = MailDocument(words: words).body.description
        #expect(!page.contains("<table") && !page.contains("<hr") && PageCheck(page).faults.isEmpty)
    }

    @Test func `a message is made of its words once, as text and as markup`() throws {
        let words = try words()
        let message = OutgoingMessage(to: try #require(EmailAddress("maya@rose-ash.test")), words, kind: .signIn)
        #expect(message.subject == "Sign in to Rose Ash" && message.text == words.text)
        #expect(message.html == MailDocument(words: words).body.description)
    }
}
