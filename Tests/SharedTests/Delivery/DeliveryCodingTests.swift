import FoundationEssentials
import Shared
import Testing

@Suite struct DeliveryCodingTests {
    private static let cid = Cast.activity(1).cid
    static let events: [(DeliveryEvent, String)] = [
        (
            .enqueued(peer: Cast.remote, activity: Cast.activity(1)),
            #"{"activity":{"cid":"\#(cid)","id":"00000000-0000-7000-8000-000000000001"},"peer":"https://remote.example/inbox","type":"enqueued"}"#
        ),
        (.delivered(peer: Cast.remote, cid: cid), #"{"cid":"\#(cid)","peer":"https://remote.example/inbox","type":"delivered"}"#),
        (
            .failed(peer: Cast.remote, cid: cid, now: Cast.start),
            #"{"cid":"\#(cid)","now":1767225600000,"peer":"https://remote.example/inbox","type":"failed"}"#
        ),
        (.deadLettered(peer: Cast.remote, cid: cid), #"{"cid":"\#(cid)","peer":"https://remote.example/inbox","type":"deadLettered"}"#),
        (
            .deadLettered(peer: Cast.remote, cid: cid, status: 410),
            #"{"cid":"\#(cid)","peer":"https://remote.example/inbox","status":410,"type":"deadLettered"}"#
        ),
        (
            .deferred(peer: Cast.remote, cid: cid, until: Cast.start),
            #"{"cid":"\#(cid)","peer":"https://remote.example/inbox","type":"deferred","until":1767225600000}"#
        ),
        (.parked(peer: Cast.remote, until: Cast.start), #"{"peer":"https://remote.example/inbox","type":"parked","until":1767225600000}"#),
        (.resumed(peer: Cast.remote), #"{"peer":"https://remote.example/inbox","type":"resumed"}"#),
        (.unknown("teleported"), #"{"type":"teleported"}"#),
    ]

    @Test(arguments: events) func `an event is stored in this form, and read from it`(event: DeliveryEvent, text: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(String(decoding: try encoder.encode(event), as: UTF8.self) == text)
        #expect(try JSONDecoder().decode(DeliveryEvent.self, from: Data(text.utf8)) == event)
    }

    @Test(arguments: [
        #"{"peer":"https://remote.example/inbox"}"#, #"{"type":7}"#, #"{"type":"delivered","peer":"https://remote.example/inbox"}"#,
        #"{"type":"delivered","peer":"https://remote.example/inbox","cid":"abc"}"#,
        #"{"type":"parked","peer":"https://remote.example/inbox","until":"soon"}"#, #"{"type":"enqueued","activity":{}}"#, "[]",
    ])
    func `an event of a known type that lacks something is an error`(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(DeliveryEvent.self, from: Data(text.utf8)) }
    }

    @Test func `a snapshot gives back the state, in the order of first touch`() throws {
        var state = DeliveryState()
        for number in 0..<30 {
            let peer = [Cast.other, Cast.remote, Cast.third][number % 3]
            state.fold(.enqueued(peer: peer, activity: Cast.activity(number)))
        }
        state.fold(.failed(peer: Cast.remote, cid: Cast.activity(1).cid, now: Cast.start))
        state.fold(.deadLettered(peer: Cast.other, cid: Cast.activity(0).cid))
        state.fold(.parked(peer: Cast.third, until: Cast.start))
        let snapshot = ProjectionSnapshot(state: state, position: 33)
        let read = try JSONDecoder().decode(ProjectionSnapshot<DeliveryState>.self, from: JSONEncoder().encode(snapshot))
        #expect(read == snapshot)
        #expect(read.state.peers == [Cast.other, Cast.remote, Cast.third])
    }

    @Test func `a snapshot with the same peer twice is refused`() {
        let text = #"[{"peer":"https://remote.example/inbox"},{"peer":"https://remote.example/inbox"}]"#
        #expect(throws: (any Error).self) { try JSONDecoder().decode(DeliveryState.self, from: Data(text.utf8)) }
    }

    @Test func `a content id is 64 hexadecimal digits`() throws {
        let text = "0123456789abcdef" + String(repeating: "f0", count: 24)
        let cid = try #require(ContentID(text))
        #expect(cid.description == text)
        #expect(ContentID(bytes: cid.bytes) == cid)
        #expect(ContentID(text.uppercased()) == cid)
        #expect(cid.bytes.prefix(3) == [0x01, 0x23, 0x45])
        for wrong in ["", "abc", text + "0", String(text.dropLast()) + "g"] { #expect(ContentID(wrong) == nil) }
        #expect(ContentID(bytes: [1, 2, 3]) == nil)
    }
}
