import Foundation

/// Where nothing is yet, and nothing of another test will be: `…/rose-ash-key-2F0C….json` for `key` and `.json`. Whoever makes something there
/// takes it away.
package func temporaryPath(_ subject: String, _ suffix: String = "") -> String {
    FileManager.default.temporaryDirectory.appending(path: "rose-ash-\(subject)-\(UUID().uuidString)\(suffix)").path()
}
