import FoundationEssentials
import Shared
import Testing

@Suite struct MenusTests {
    @Test func `a menu that nobody made is empty`() async throws {
        try await withCoOp { coOp async throws in
            #expect(try await coOp.menus.tree(.primary) == MenuTree(name: .primary, items: [], version: Version(0)))
            #expect(try await coOp.menus.menu(.primary) == Menu(name: .primary, items: [], version: Version(0)))
        }
    }

    @Test func `readers see the tree in its order, without what is not published`() async throws {
        try await withCoOp { coOp async throws in
            let about = try await coOp.published("about", kind: .page)
            let draft = try await coOp.save(.short("plans", kind: .page)).id
            let items = [
                Menu.Item(
                    label: "Us", target: .heading,
                    children: [
                        Menu.Item(label: "About", target: .post(about)), Menu.Item(label: "Shop", target: .path(.market, "/")),
                    ]),
                Menu.Item(
                    label: "Plans", target: .post(draft), children: [Menu.Item(label: "Below", target: .address("https://example.org/"))]),
                Menu.Item(label: "Friends", target: .address("https://example.org/")),
            ]
            #expect(try await coOp.replace(.primary, with: items) == .created)
            #expect(try await coOp.menus.menu(.primary) == Menu(name: .primary, items: items, version: .first))
            let us = MenuTree.Item(
                label: "Us", link: .none,
                children: [
                    MenuTree.Item(label: "About", link: .post(about, try slug("about")), children: []),
                    MenuTree.Item(label: "Shop", link: .path(.market, "/"), children: []),
                ])
            let friends = MenuTree.Item(label: "Friends", link: .address("https://example.org/"), children: [])
            #expect(try await coOp.menus.tree(.primary) == MenuTree(name: .primary, items: [us, friends], version: .first))
            #expect(try await coOp.menus.tree(.secondary).items.isEmpty)
            try await coOp.publish(slug("plans"))
            #expect(try await coOp.menus.tree(.primary).items.map(\.label) == ["Us", "Plans", "Friends"])
            try await coOp.save(.short("about-us", of: .existing(about), kind: .page))
            #expect(try await coOp.menus.tree(.primary).items.first?.children.first?.link == .post(about, slug("about-us")))
        }
    }

    @Test func `replacing a menu by the same changes nothing, and another order does`() async throws {
        try await withCoOp { coOp async throws in
            let (one, two) = (Menu.Item(label: "One", target: .heading), Menu.Item(label: "Two", target: .heading))
            #expect(try await coOp.replace(.primary, with: [one, two]) == .created)
            #expect(try await coOp.replace(.primary, with: [one, two]) == .unchanged)
            #expect(try await coOp.replace(.primary, with: [two, one]) == .updated)
            #expect(
                try await coOp.replace(.primary, with: [Menu.Item(label: "Two", target: .heading, children: [one])]) == .updated)
            #expect(try await coOp.replace(.primary, with: []) == .updated)
            #expect(try await coOp.menus.menu(.primary) == Menu(name: .primary, items: [], version: Version(4)))
        }
    }

    @Test func `two editors do not overwrite each other`() async throws {
        try await withCoOp { coOp async throws in
            let item = Menu.Item(label: "One", target: .heading)
            try await coOp.replace(.primary, with: [item], basedOn: Version(0))
            await #expect(throws: MenuError.changedMeanwhile(now: .first)) {
                try await coOp.replace(.primary, with: [], basedOn: Version(0))
            }
            #expect(try await coOp.replace(.primary, with: [], basedOn: .first) == .updated)
        }
    }

    @Test func `a menu that is too deep, too long, or leads nowhere is refused, and the old one stays`() async throws {
        try await withCoOp { coOp async throws in
            let item = Menu.Item(label: "One", target: .heading)
            try await coOp.replace(.primary, with: [item])
            var deep = item
            for _ in 0..<Menu.maximumDepth { deep = Menu.Item(label: "Above", target: .heading, children: [deep]) }
            let (tooDeep, missing) = (deep, ID<Post>())
            await #expect(throws: MenuError.tooDeep(maximum: 3)) { try await coOp.replace(.primary, with: [tooDeep]) }
            await #expect(throws: MenuError.tooManyItems(maximum: 200)) {
                try await coOp.replace(.primary, with: Array(repeating: item, count: 201))
            }
            await #expect(throws: MenuError.noSuchPost(missing)) {
                try await coOp.replace(.primary, with: [Menu.Item(label: "Gone", target: .post(missing))])
            }
            for label in ["", "a\u{0}", String(repeating: "a", count: 201)] {
                await #expect(throws: MenuError.invalid(label: label)) {
                    try await coOp.replace(.primary, with: [Menu.Item(label: label, target: .heading)])
                }
            }
            #expect(try await coOp.menus.menu(.primary) == Menu(name: .primary, items: [item], version: .first))
        }
    }
}

extension CoOp {
    @discardableResult
    func replace(_ name: Menu.Name, with items: [Menu.Item], basedOn base: Version? = nil) async throws -> Change {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await menus.replace(name, with: items, basedOn: base, in: transaction)
        }
    }
}
