import ArgumentParser
import Foundation
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import SharedInfrastructure

@Suite struct PictureSweepTests {
    @Test func `what nothing names any more is removed with all its files, and what something names stays, however old`() async throws {
        try await withPictures { store async throws in
            let (kept, gone) = (try await store.put(40, daysOld: 400), try await store.put(41, daysOld: 2))
            let rehearsal = try await sweep(store, naming: [kept]).run(isRehearsal: true)
            #expect(store.ids == [kept, gone].sorted())
            var told: [String] = []
            let outcome = try await sweep(store, naming: [kept]).run { id, bytes in told.append("\(id) \(bytes > 0)") }
            #expect(told == ["\(gone) true"] && store.ids == [kept])
            #expect(outcome == rehearsal && outcome.named == 1 && outcome.removed == 1 && outcome.young == 0)
            #expect(store.files.allSatisfy { $0.contains(kept) })
            #expect(outcome.sentence(isRehearsal: false).hasPrefix("Removed: 1, "))
            #expect(try await sweep(store, naming: [kept]).run().removed == 0)
        }
    }

    @Test func `whoever has put one in has a day to name it`() async throws {
        try await withPictures { store async throws in
            let kept = try await store.put(40)
            let young = try await store.put(41)
            #expect(try await sweep(store, naming: [kept]).run(at: Date() + 86_000).young == 1)
            #expect(store.ids == [kept, young].sorted())
            #expect(try await sweep(store, naming: [kept]).run(at: Date() + 86_500).removed == 1)
            #expect(store.ids == [kept])
        }
    }

    @Test func `one that is put in again while a sweep is under way stays`() async throws {
        try await withPictures { store async throws in
            let (kept, again) = (try await store.put(40), try await store.put(41, daysOld: 30))
            let bytes = try await TestPicture.make(41, 30, "png")
            let outcome = try await PictureSweep(store) {
                // The store was looked through, and the rows are read.
                _ = try await PictureStore(root: store.root).add(bytes, .decoration)
                return [kept]
            }.run()
            #expect(outcome.removed == 0 && store.ids == [kept, again].sorted())
            #expect(store.files.filter { $0.contains(again) }.count == 4)
        }
    }

    @Test func `one that a sweep has just taken away is made anew by whoever puts it in, and is not taken again`() async throws {
        try await withPictures { store async throws in
            let (kept, taken) = (try await store.put(40), try await store.put(41, daysOld: 30))
            try store.takeAway(taken)
            _ = try await store.add(TestPicture.make(41, 30, "png"), .decoration)
            #expect(try await sweep(store, naming: [kept]).run().removed == 0)
            #expect(store.ids == [kept, taken].sorted() && !store.files.contains { $0.hasPrefix(".old") })
        }
    }

    @Test func `what a sweep that was killed had taken away is back with the next, which decides anew`() async throws {
        try await withPictures { store async throws in
            let (kept, named) = (try await store.put(40), try await store.put(41, daysOld: 30))
            let (old, young) = (try await store.put(42, daysOld: 30), try await store.put(43))
            for id in [named, old, young] { try store.takeAway(id) }
            #expect(store.ids == [kept])
            let outcome = try await sweep(store, naming: [kept, named]).run()
            #expect(outcome.named == 2 && outcome.young == 1 && outcome.removed == 1)
            #expect(store.ids == [kept, named, young].sorted())
            #expect(!store.files.contains { $0.hasPrefix(".old") })
        }
    }

    @Test func `a database that names none of them is taken for another site's`() async throws {
        try await withPictures { store async throws in
            let orphan = try await store.put(40, daysOld: 2)
            let error = await #expect(throws: OperatorError.self) { try await sweep(store, naming: []).run() }
            #expect(error?.description.contains("is it this site's?") == true)
            #expect(store.ids == [orphan])
            #expect(try await sweep(store, naming: []).run(isRehearsal: true).removed == 1)
        }
    }

    @Test func `other files in the store are left alone, and an empty store is swept as well`() async throws {
        try await withPictures { store async throws in
            #expect(try await sweep(store, naming: []).run() == PictureSweep.Outcome())
            try FileManager.default.createDirectory(atPath: "\(store.root)/aa/not-a-picture", withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: URL(filePath: "\(store.root)/README"))
            let kept = try await store.put(40)
            #expect(try await sweep(store, naming: [kept]).run(at: Date() + 1e6).removed == 0)
            #expect(store.files.contains("README") && FileManager.default.fileExists(atPath: "\(store.root)/aa/not-a-picture"))
        }
    }

    @Test func `the rows of a real database decide`() async throws {
        try await withMigratedDatabase { database in
            try await withPictures { store async throws in
                let (kept, gone) = (try await store.put(40, daysOld: 2), try await store.put(41, daysOld: 2))
                try await database.query(
                    """
                    insert into market.producers (id, slug, name, picture_address)
                    values (gen_random_uuid(), 'farm', 'Farm', \("/pictures/\(kept)"))
                    """)
                let named = NamedPictures(database)
                #expect(try await PictureSweep(store) { try await named.words() }.run().removed == 1)
                #expect(store.ids == [kept] && gone != kept)
            }
        }
    }

    @Test(arguments: [["pictures"], ["pictures", "sweep", "now"], ["pictures", "sweep", "--days", "0"]])
    func `a command that cannot be understood says how it is meant`(words: [String]) {
        #expect(throws: (any Error).self) {
            let command = try Operated.parseAsRoot(words)
            if command is PicturesCommand<Operated> { throw OperatorError("it says how it is meant") }
        }
    }

    private func sweep(_ store: PictureStore, naming ids: [String]) -> PictureSweep { PictureSweep(store) { Set(ids.map { "aa\($0)zz" }) } }
}

private struct Operated: AsyncParsableCommand, OperatedService {
    static let service = ServiceName.market
    static let configuration = CommandConfiguration(subcommands: commonCommands)
}

extension PictureStore {
    /// The ids of what is in it, in order.
    fileprivate var ids: [String] {
        Set(files.compactMap { $0.split(separator: "/").count == 3 && !$0.hasPrefix(".") ? String($0.split(separator: "/")[1]) : nil })
            .sorted()
    }

    /// Puts in a picture of this width, so many days ago, and answers its id.
    fileprivate func put(_ width: Int, daysOld days: Double = 0) async throws -> String {
        let picture = try await add(TestPicture.make(width, 30, "png"), .decoration)
        let id = try #require(PictureID(inAddress: picture.address))
        try FileManager.default.setAttributes([.modificationDate: Date() - days * 86_400 - 60], ofItemAtPath: folder(id))
        return id.description
    }

    /// What a sweep does first.
    fileprivate func takeAway(_ name: String) throws {
        let id = try #require(PictureID(name))
        try FileManager.default.createDirectory(atPath: "\(root)/.old", withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: folder(id), toPath: "\(root)/.old/\(id)")
    }
}
