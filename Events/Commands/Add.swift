import ArgumentParser
import Shared
import SharedInfrastructure

/// `Events add <calendar> <title> <start> <end> --picture hall.jpg --alternative "The hall"`
struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Plans an entry in a calendar.")

    @Argument(help: "The calendar's slug.") var calendar: Slug
    @Argument(help: "What it is called.") var title: String
    @Argument(help: "When it starts, by the calendar's clocks: 2027-03-28T19:30.") var start: LocalTime
    @Argument(help: "When it ends.") var end: LocalTime
    @Option(help: "Where it takes place.") var place: String?
    @OptionGroup var picture: PictureOptions

    func run() async throws {
        let id = try await OperatorSession.run(.events) { session in
            try await Planning(.events(session.database)).add(
                title, to: calendar, from: start, until: end, place: place, picture: picture.put(into: session.pictures))
        }
        print("Planned: \(id)")
    }
}
