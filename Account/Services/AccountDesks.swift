import Shared
import SharedInfrastructure

/// Where each thing is done that members can do about their accounts.
struct AccountDesks: Sendable {
    let profile: ProfileDesk
    let address: AddressDesk
    let devices: DeviceDesk
    let consents: ConsentDesk
    let records: RecordsDesk
    let leaving: LeavingDesk
    let roles: RoleDesk
    let trail: any AuditTrail

    /// Throws `NotWired`.
    init(_ services: Services, _ site: Site, news: SessionNews) throws {
        let transactions = try services.require(\.transactions)
        let devices = try services.require(\.devices)
        let sessions = try services.require(\.sessions)
        let outbox = try services.require(\.outbox)
        let profiles = try services.require(\.profiles)
        let records = try services.require(\.personalRecords)
        let mail = AccountMail(site: site)
        trail = try services.require(\.auditTrail)
        profile = ProfileDesk(transactions: transactions, profiles: profiles, sessions: sessions, trail: trail, tell: news.tell)
        address = AddressDesk(
            transactions: transactions, people: try services.require(\.people), changes: try services.require(\.addressChanges),
            signIns: try services.require(\.signIns), outbox: outbox, trail: trail, mail: mail)
        self.devices = DeviceDesk(transactions: transactions, devices: devices, trail: trail, tell: news.tell)
        consents = ConsentDesk(transactions: transactions, consents: try services.require(\.consents), trail: trail)
        self.records = RecordsDesk(transactions: transactions, records: records, trail: trail)
        leaving = LeavingDesk(
            transactions: transactions, devices: devices, profiles: profiles, records: records, outbox: outbox, mail: mail, tell: news.tell)
        roles = try RoleDesk(services, tell: news.tell)
    }
}
