import Shared
import SharedPostgres
import SharedServices

extension Services {
    /// What the cart uses, over `database`.
    static func cart(_ database: Database) -> Services {
        var services = Services()
        services.transactions = database
        let offers = PostgresOffers(database)
        services.offers = offers
        let baskets = PostgresBaskets(database, offers: offers)
        services.baskets = baskets
        services.memberBaskets = baskets
        return services
    }
}
