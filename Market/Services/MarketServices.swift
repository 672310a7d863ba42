import Shared
import SharedPostgres
import SharedServices

extension Services {
    /// What the market uses, over `database`.
    static func market(_ database: Database) -> Services {
        var services = Services()
        services.transactions = database
        services.markets = PostgresMarkets(database)
        services.producers = PostgresProducers(database)
        services.catalogue = PostgresCatalogue(recording: PostgresActivities(database))
        services.posts = PostgresPosts(database)
        return services
    }
}
