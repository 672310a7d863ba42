import Shared
import SharedPostgres

// Values that are stored in several columns.

extension PostgresRow {
    /// Of `picture_address`, `picture_alternative`, `picture_width` and `picture_height`.
    var picture: Picture? {
        get throws { try picture("") }
    }

    /// The same, with `prefix` before each name.
    func picture(_ prefix: String) throws -> Picture? {
        guard let address: String = try self[prefix + "picture_address"] else { return nil }
        return Picture(
            address: address, alternative: try self[prefix + "picture_alternative"], width: try self[prefix + "picture_width"],
            height: try self[prefix + "picture_height"])
    }

    /// Of `price`, in `currency`.
    var price: Money {
        get throws { Money(minorUnits: try self["price"], currency: try self["currency"]) }
    }

    /// Of `quantity` and `unit`.
    var unitQuantity: UnitQuantity? {
        get throws {
            guard let amount: Int = try self["quantity"] else { return nil }
            return UnitQuantity(amount, try self["unit"])
        }
    }

    /// Of `id`, `username`, `name`, `email`, `joined_at` and `version`.
    var person: Person {
        get throws {
            Person(
                id: try self["id"], username: try self["username"], name: try self["name"], email: try self["email"],
                joinedAt: try self["joined_at"], version: try self["version"])
        }
    }

    /// Of two columns of the same length.
    func namedSlugs(_ slugs: String, _ names: String) throws -> [NamedSlug] {
        let slugs: [Slug] = try self[slugs]
        let names: [String] = try self[names]
        return zip(slugs, names).map { NamedSlug(slug: $0, name: $1) }
    }
}
