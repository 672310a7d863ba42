import Shared
import SharedPostgres
import SharedServices

extension Services {
    /// What the cart uses, over `database`.
    static func cart(_ database: Database) -> Services {
        var services = Services()
        services.transactions = database
        services.baskets = PostgresBaskets(database, offers: PostgresOffers(database))
        return services
    }
}
