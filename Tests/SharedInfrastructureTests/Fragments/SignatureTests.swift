import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1
import Shared
import Support
import Testing

@testable import SharedInfrastructure

/// Who may ask for a fragment.
@Suite struct SignatureTests {
    private static let address = "/internal/fragments/container-cards?container=a&limit=3"
    private static let now: Int64 = 1_790_000_000
    private let signature = FragmentSignature(key: TestServices.key)

    @Test func `a signed request says whom it is for`() {
        let visitor = AudienceValue.visitor(ID())
        let headers = signature.headers(for: Self.address, audience: visitor, at: Self.now)
        for skew: Int64 in [-30, 0, 30] {
            #expect(signature.audience(of: headers, for: Self.address, now: Self.now + skew) == visitor)
        }
    }

    @Test(arguments: [-31, 31, 3600, -3600, Int64.max - now, Int64.min])
    func `a request is believed for half a minute`(skew: Int64) {
        let headers = signature.headers(for: Self.address, audience: .everyone, at: Self.now)
        #expect(signature.audience(of: headers, for: Self.address, now: Self.now &+ skew) == nil)
    }

    @Test(arguments: [
        "/internal/fragments/container-cards?container=a&limit=4", "/internal/fragments/container-cards?limit=3&container=a",
        "/internal/fragments/container-cards", "/internal/fragments/link-card?container=a&limit=3",
        "/internal/fragments/container-cards?container=a&limit=3&",
    ])
    func `another address than the signed one is refused`(address: String) {
        let headers = signature.headers(for: Self.address, audience: .everyone, at: Self.now)
        #expect(signature.audience(of: headers, for: address, now: Self.now) == nil)
    }

    @Test func `another audience, time or key than the signed one is refused, and so is a code that is none`() {
        let headers = signature.headers(for: Self.address, audience: .member(nil), at: Self.now)
        let changes: [(HTTPField.Name, String?)] = [
            (.fragmentAudience, "everyone"), (.fragmentAudience, "member/\(ID<Person>())"), (.fragmentAudience, nil),
            (.fragmentTime, "\(Self.now + 1)"), (.fragmentTime, "now"), (.fragmentTime, "+\(Self.now)"), (.fragmentTime, nil),
            (.fragmentSignature, ""), (.fragmentSignature, "00"), (.fragmentSignature, String(repeating: "0", count: 64)),
            (.fragmentSignature, headers[.fragmentSignature]?.uppercased()), (.fragmentSignature, nil),
        ]
        for (name, value) in changes {
            var changed = headers
            changed[name] = value
            #expect(signature.audience(of: changed, for: Self.address, now: Self.now) == nil, "\(name) = \(value ?? "nothing")")
        }
        let stranger = FragmentSignature(key: Array("another key".utf8))
        #expect(stranger.audience(of: headers, for: Self.address, now: Self.now) == nil)
    }

    @Test func `over the wire, whoever cannot sign finds nothing`() async throws {
        let painter = Painter<Products> { query, _ in query["limit"] ?? "all" }
        let clock = TestClock()
        try await TestServices.serve(.market, build: "b7", [painter], clock: clock) { origin in
            let http = HTTPClient.shared
            func ask(_ address: String, _ method: HTTPMethod = .GET, _ headers: HTTPFields) async throws -> HTTPClientResponse {
                var request = HTTPClientRequest(url: origin + address)
                request.method = method
                for field in headers { request.headers.add(name: field.name.rawName, value: field.value) }
                return try await http.execute(request, timeout: .seconds(5))
            }
            let now = clock.time.date() / 1000
            let signed = signature.headers(for: Self.address, audience: .everyone, at: now)
            let answer = try await ask(Self.address, .GET, signed)
            #expect(answer.status == .ok && answer.headers.first(name: "Fragment-Build") == "b7")
            #expect(answer.headers.first(name: "Content-Type") == "text/html; charset=utf-8")
            #expect(String(buffer: try await answer.body.collect(upTo: 1000)) == "<p>3</p>")

            #expect(try await ask(Self.address, .GET, [:]).status == .notFound)
            for method: HTTPMethod in [.POST, .PUT, .DELETE, .OPTIONS, .PATCH] {
                #expect(try await ask(Self.address, method, signed).status == .notFound, "\(method)")
            }
            #expect(try await ask("/internal/fragments/nav-tree", .GET, signed).status == .notFound)
            #expect(try await ask("/internal//fragments/container-cards?container=a&limit=3", .GET, signed).status == .notFound)
            let old = signature.headers(for: Self.address, audience: .everyone, at: now - 60)
            #expect(try await ask(Self.address, .GET, old).status == .notFound)
            // The market's cards are for everyone: nobody asks for a member's.
            let member = signature.headers(for: Self.address, audience: .member(nil), at: now)
            #expect(try await ask(Self.address, .GET, member).status == .notFound)
            let unknown = "/internal/fragments/no-such-thing"
            #expect(try await ask(unknown, .GET, signature.headers(for: unknown, audience: .everyone, at: now)).status == .notFound)
        }
    }

    @Test func `parameters that lie are refused in words, and what is not there is gone`() async throws {
        let painter = Painter<Products> { query, _ in
            guard query["container"] != nil else { throw FragmentError.parameters("container is missing") }
            throw FragmentError.notFound
        }
        try await TestServices.serve(.market, [painter]) { origin in
            func ask(_ address: String) async throws -> HTTPClientResponse {
                var request = HTTPClientRequest(url: origin + address)
                let headers = signature.headers(for: address, audience: .everyone, at: TestClock().time.date() / 1000)
                for field in headers { request.headers.add(name: field.name.rawName, value: field.value) }
                return try await HTTPClient.shared.execute(request, timeout: .seconds(5))
            }
            let path = "/internal/fragments/container-cards"
            let without = try await ask(path)
            #expect(without.status == .badRequest)
            #expect(try await ask(path + "?container=a").status == .gone)
            for query in ["?container", "?a=1&a=2", "?container=%ff"] {
                #expect(try await ask(path + query).status == .badRequest, "\(query)")
            }
        }
    }
}
