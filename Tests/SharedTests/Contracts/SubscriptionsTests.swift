import Shared
import Testing

@Suite struct SubscriptionsTests {
    @Test(arguments: ActivityKind.allCases)
    func `somebody hears of whatever happens`(kind: ActivityKind) { #expect(!Subscriptions.handlers(of: kind).isEmpty) }

    @Test func `a handler's name begins with the service that runs it`() {
        for handler in Subscriptions.all.keys {
            let service = handler.description.split(separator: ".").first.map(String.init)
            #expect(service.flatMap(ServiceName.init(rawValue:)) != nil, "\(handler)")
        }
    }
}
