import Shared
import Testing

@Suite struct ProjectionRunnerTests {
    @Test func `a runner folds any state and any event`() {
        var runner = ProjectionRunner(0) { (sum: inout Int, number: Int) in sum += number }
        runner.run(1...10)
        #expect(runner.state == 55)
        #expect(runner.position == 10)
    }

    @Test func `a snapshot and its tail come to what the whole log comes to`() {
        let log = Array(1...100)
        var whole = ProjectionRunner([Int]()) { (list: inout [Int], number: Int) in list.append(number) }
        whole.run(log)
        for cut in [0, 1, 50, 99, 100] {
            var head = ProjectionRunner([Int]()) { (list: inout [Int], number: Int) in list.append(number) }
            head.run(log.prefix(cut))
            var rest = ProjectionRunner(head.snapshot) { (list: inout [Int], number: Int) in list.append(number) }
            rest.run(log.dropFirst(cut))
            #expect(rest.snapshot == whole.snapshot)
        }
    }

    @Test func `events that are in the state already are skipped, and gaps are no error`() {
        var runner = ProjectionRunner([String](), at: 5) { (list: inout [String], word: String) in list.append(word) }
        let tookEffect = [("four", 4), ("five", 5), ("nine", 9), ("nine", 9), ("ten", 10)].map { runner.run($0.0, at: Int64($0.1)) }
        #expect(tookEffect == [false, false, true, false, true])
        #expect(runner.state == ["nine", "ten"])
        #expect(runner.position == 10)
    }
}
