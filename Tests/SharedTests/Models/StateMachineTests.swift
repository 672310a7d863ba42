import Shared
import Testing

@Suite struct StateMachineTests {
    @Test func `a machine speaks of its own states, every one of them`() {
        check(PostStatus.self)
        check(ProductStatus.self)
        check(EntryStatus.self)
        check(HandlingState.self)
        check(MailState.self)
    }

    @Test func `staying is no change, and a change is one of the table`() {
        #expect(PostStatus.published.mayBecome(.published) && PostStatus.published.mayBecome(.draft))
        #expect(!PostStatus.published.mayBecome(.scheduled))
        #expect(!EntryStatus.cancelled.mayBecome(.planned))
    }

    private func check<Machine: StateMachine>(_ machine: Machine.Type) {
        #expect(Set(machine.transitions.keys) == Set(machine.allCases))
        for (from, to) in machine.transitions { #expect(!to.contains(from), "\(machine.machine) lists staying \(from)") }
    }
}
