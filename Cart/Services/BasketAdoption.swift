import Shared
import SharedInfrastructure
import SharedRedis

/// Gives members what their browsers carried when they signed in. It is done once however often it is asked for: what was moved is no longer
/// there to be moved.
struct BasketAdoption: ActivityHandler {
    let name = HandlerName.cartAdoption
    let transactions: any Transactions
    let members: any MemberBaskets
    let invalidator: CacheInvalidator

    func handle(_ activity: Activity) async throws {
        let related = activity.facts.related
        guard let person = related.first(where: { $0.kind == .person }).map({ ID<Person>($0.id) }) else { return }
        let carried = Set(related.filter { $0.kind == .basket }.map { ID<Basket>($0.id) })
        guard !carried.isEmpty else { return }
        try await transactions.run { (transaction: borrowing Transaction) in
            _ = try await members.adopt(carried, by: person, in: transaction)
        }
        do { try await invalidator.invalidate(Set(carried.map { CacheTag($0) } + [.basket(of: person)])) } catch let error as RedisError {
            throw HandlingPostponed(by: .seconds(30), because: "Redis cannot be told: \(error)")
        }
    }
}
