import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices

extension Services {
    /// What the federation service uses, over `database`. `config`: its own, with the issuer's key.
    static func federation(_ database: Database, _ config: AppConfig) -> Services {
        var services = Services()
        services.transactions = database
        let activities = PostgresActivities(database)
        services.activities = activities
        services.people = PostgresPeople(database, recording: activities)
        services.devices = PostgresDevices(database, recording: activities)
        services.sessions = PostgresSessions(database)
        services.auditTrail = PostgresAuditTrail(database)
        services.signIns = PostgresSignIns(database, limits: config.issuer?.signIns ?? SignInLimits())
        services.registrations = PostgresRegistrations(database)
        services.outbox = PostgresMailOutbox()
        services.passkeys = PostgresPasskeys(database)
        services.answeredChallenges = PostgresAnsweredChallenges(database)
        services.clients = PostgresClients(database)
        services.consents = PostgresConsents(database)
        services.logouts = PostgresLogouts(database)
        if let key = config.issuer?.key.bytes {
            services.grants = PostgresGrants(database, successors: SuccessorKey(issuerKey: key))
            services.signingKeys = PostgresSigningKeys(database, seal: KeySeal(issuerKey: key))
        }
        return services
    }
}
