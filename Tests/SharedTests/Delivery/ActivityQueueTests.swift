import Testing

@testable import Shared
import Support

@Suite struct ActivityQueueTests {
    @Test(arguments: SeededGenerator.seeds) func `a queue does what an array does, at any length`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var queue = ActivityQueue()
        var model: [OutboundActivity] = []
        var agrees = true
        for step in 0..<2000 {
            // It grows to hundreds, shrinks to nothing, and grows again.
            let grows = step % 500 < 300 ? 70 : 20
            if Int.random(in: 0..<100, using: &generator) < grows {
                let activity = Cast.activity(step)
                queue.append(activity)
                model.append(activity)
            } else if Bool.random(using: &generator) {
                if let first = model.first {
                    agrees = agrees && queue.remove(first.cid) == first
                    model.removeFirst()
                }
            } else if let index = model.indices.randomElement(using: &generator) {
                let activity = model.remove(at: index)
                agrees = agrees && queue.remove(activity.cid) == activity && queue.remove(activity.cid) == nil
            }
            if step % 20 == 0 {
                #expect(queue.activities == model && queue.count == model.count && queue.first == model.first)
                #expect(model.allSatisfy { queue.contains($0.cid) } && !queue.contains(Cast.activity(1_000_000 + step).cid))
            }
        }
        #expect(agrees)
    }

    @Test(arguments: SeededGenerator.seeds) func `an index finds what was put in, also where hashes collide`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var index = SlotIndex()
        var model: [UInt32: UInt64] = [:]
        var agrees = true
        // A handful of hashes for hundreds of numbers: long runs that cross the table's end and close up again.
        let hashes = (0..<6).map { _ in generator.next() | 0xffff_fff0_0000_0000 }
        for number in 0..<UInt32(3000) {
            if model.count < 40 || Bool.random(using: &generator), let hash = hashes.randomElement(using: &generator) {
                index.insert(hash, number)
                model[number] = hash
            } else if let (victim, hash) = model.randomElement(using: &generator) {
                index.remove(hash) { $0 == victim }
                model[victim] = nil
                agrees = agrees && index.find(hash) { $0 == victim } == nil
            }
            agrees = agrees && index.count == model.count
        }
        #expect(agrees)
        #expect(model.allSatisfy { number, hash in index.find(hash) { $0 == number } == number })
    }
}
