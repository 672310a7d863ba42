import Shared
import SharedHTML

extension GhostImport {
    /// A menu that somebody made here stays; the demo's does not.
    func save(_ menu: GhostMenu, _ known: Known, _ line: inout ImportLine) async throws {
        let name: Menu.Name = menu.key == "navigation" ? .primary : .secondary
        guard !menu.items.isEmpty else { return line.outcome = .skipped("it is empty") }
        var items: [Menu.Item] = []
        for item in menu.items {
            guard let target = target(item, known, &line) else { continue }
            items.append(Menu.Item(label: item.label.cut(to: 200, "label", &line), target: target))
        }
        let change = try await transactions.run { [items] (transaction: borrowing Transaction) -> Change? in
            if !overwrites, try await isOurs(name, in: transaction) { return nil }
            let change = try await menus.replace(name, with: items, basedOn: nil, in: transaction)
            try await imports.leave(.menu(name, from: Self.system), in: transaction)
            return change
        }
        line.outcome =
            change.map { ImportLine.Outcome($0) }
            ?? .skipped("the \(name.rawValue) menu was made or changed here; --overwrite takes Ghost's")
    }

    private func isOurs(_ name: Menu.Name, in transaction: borrowing Transaction) async throws -> Bool {
        for system in [Self.system, DemoBlog.system] {
            guard let trace = try await imports.trace(of: .menu(name, from: system), in: transaction), trace.isTouched else { return false }
        }
        return true
    }

    /// A post of the export is meant by what it is, whatever its address becomes. Nil, with a note, for what leads nowhere here.
    private func target(_ item: GhostMenu.Item, _ known: Known, _ line: inout ImportLine) -> Menu.Target? {
        if item.address.isEmpty { return .heading }
        if GhostAddresses.isPortal(item.address) {
            line.note("“\(item.label)” leads to Ghost's sign-up, and was left out")
            return nil
        }
        guard let path = known.addresses.localPath(item.address) else {
            if let link = Link(absolute: item.address) { return .address(link.value) }
            line.note("“\(item.label)” leads to “\(item.address.prefix(80))”, which cannot be followed, and was left out")
            return nil
        }
        if let post = known.addresses.post(at: path).flatMap({ known.posts[$0] }) { return .post(post) }
        let resolved = known.addresses.resolve(path)
        return resolved.hasPrefix("/") ? .path(.blog, resolved) : .address(resolved)
    }
}
