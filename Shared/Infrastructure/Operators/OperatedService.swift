package import ArgumentParser
package import Shared

/// A program that is one of the six services.
package protocol OperatedService {
    static var service: ServiceName { get }
}

extension OperatedService {
    /// What the operator of any service can have it do.
    package static var commonCommands: [any ParsableCommand.Type] {
        [PictureCommand<Self>.self, PicturesCommand<Self>.self, HandlingsCommand<Self>.self, XRay<Self>.self]
    }
}

extension OperatedService where Self: AsyncParsableCommand {
    /// Does what the words after the program's name ask for. Why it does not is one line on standard error, whether the words are wrong or what they
    /// ask for cannot be done; what a command takes, its `--help` says.
    package static func main() async {
        do {
            var command = try await asyncParseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            let why = message(for: error).inOneLine
            exit(withError: OperatorError("\(why)\(why.hasSuffix(".") ? "" : ".") What it takes, --help says."))
        }
    }
}
