import Shared
import SharedPostgres

/// An item as a reading finds it.
struct MenuRow {
    let id: ID<Menu.Item>
    let parent: ID<Menu.Item>?
    let label: String
    let target: Menu.Target
    /// Of the post that it leads to, when that is published.
    let slug: Slug?

    /// Nil for the row of a menu without items.
    init?(_ row: PostgresRow) throws {
        guard let id: ID<Menu.Item> = try row["id"] else { return nil }
        self.id = id
        parent = try row["parent_id"]
        label = try row["label"]
        target = try Menu.Target(row)
        slug = try row["post_slug"]
    }

    /// Nil when it leads to a post that readers cannot see.
    var link: MenuTree.Link? {
        switch target {
        case .post(let id): slug.map { .post(id, $0) }
        case .path(let service, let path): .path(service, path)
        case .address(let address): .address(address)
        case .heading: MenuTree.Link.none
        }
    }

    /// The tree of `rows`, which are in order, made by `make` from the leaves up. What it makes nothing of is left out with all below it.
    static func nested<Item>(_ rows: [MenuRow], _ make: (MenuRow, [Item]) throws -> Item?) throws -> [Item] {
        let children = Dictionary(grouping: rows, by: \.parent)
        func below(_ parent: ID<Menu.Item>?) throws -> [Item] {
            try children[parent, default: []].compactMap { try make($0, try below($0.id)) }
        }
        return try below(nil)
    }
}

/// What an item says and where it stands, without the ids that each saving makes anew.
struct MenuShape: Equatable {
    /// Its position, after those of the items above it.
    let place: [Int]
    let label: String
    let target: Menu.Target

    var post: ID<Post>? { target.post }
}

extension MenuShape {
    init(_ row: PostgresRow) throws {
        self.init(place: try row["place"], label: try row["label"], target: try Menu.Target(row))
    }
}

/// An item that is about to be stored.
struct NewMenuRow {
    let id: ID<Menu.Item>
    let parent: ID<Menu.Item>?
    let shape: MenuShape

    /// The rows of a tree, each after the one above it. Throws ``MenuError``.
    static func flat(_ items: [Menu.Item]) throws -> [NewMenuRow] {
        var rows: [NewMenuRow] = []
        func add(_ items: [Menu.Item], below parent: NewMenuRow?) throws {
            let place = parent?.shape.place ?? []
            guard items.isEmpty || place.count < Menu.maximumDepth else { throw MenuError.tooDeep(maximum: Menu.maximumDepth) }
            for (position, item) in items.enumerated() {
                guard item.isStorable else { throw MenuError.invalid(label: item.label) }
                guard rows.count < Menu.maximumItems else { throw MenuError.tooManyItems(maximum: Menu.maximumItems) }
                let shape = MenuShape(place: place + [position], label: item.label, target: item.target)
                let row = NewMenuRow(id: ID(), parent: parent?.id, shape: shape)
                rows.append(row)
                try add(item.children, below: row)
            }
        }
        try add(items, below: nil)
        return rows
    }
}

extension Menu.Item {
    fileprivate var isStorable: Bool {
        let texts = [label, target.path ?? "", target.address ?? ""]
        return !label.isEmpty && label.unicodeScalars.count <= 200
            && texts.allSatisfy { $0.unicodeScalars.count <= 2000 && !$0.utf8.contains(0) }
    }
}

extension Menu.Target {
    /// Of `target` and the columns that it says.
    init(_ row: PostgresRow) throws {
        switch try row["target"] as String {
        case "post": self = .post(try row["post_id"])
        case "path": self = .path(try row["service"], try row["path"])
        case "address": self = .address(try row["address"])
        case "heading": self = .heading
        case let other: throw PostgresError.decoding(column: "target", reason: .invalid("“\(other)” is no target of a menu's item"))
        }
    }

    var kind: String {
        switch self {
        case .post: "post"
        case .path: "path"
        case .address: "address"
        case .heading: "heading"
        }
    }

    var post: ID<Post>? { if case .post(let post) = self { post } else { nil } }
    var service: ServiceName? { if case .path(let service, _) = self { service } else { nil } }
    var path: String? { if case .path(_, let path) = self { path } else { nil } }
    var address: String? { if case .address(let address) = self { address } else { nil } }
}
