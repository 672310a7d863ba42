import Foundation
import Subprocess
import Support
import Testing

/// How the scripts behind `make browser` end the site that they started.
struct OwnSiteTests {
    /// A site of one part, whose own make up does not stop when it is asked to; and beside the part a process that the part started.
    private static let begin = """
        source "$2"/Deploy/local/words.sh
        source Deploy/local/keep.sh
        source Deploy/local/own-site.sh
        OWN_SITE=$1 OWN_UP_STOPS_WITHIN=0
        mkdir -p "$OWN_SITE"/data
        up='
            source Deploy/local/words.sh
            source Deploy/local/keep.sh
            RUN_FOLDER=$0
            trap "" INT TERM
            keep redis bash -c "sleep 600 & echo \\$! >$0/worker; wait"
            while :; do sleep 1; done
        '
        bash -c "$up" "$OWN_SITE" >"$OWN_SITE"/log 2>&1 </dev/null &
        OWN_UP=$!
        until [[ -s $OWN_SITE/worker && -s $OWN_SITE/parts/redis ]]; do sleep 0.02; done
        processes=("$OWN_UP" "$(cut -d ' ' -f 1 "$OWN_SITE"/parts/redis)" "$(cut -d ' ' -f 1 "$OWN_SITE"/parts/redis.keeper)")
        processes+=("$(cat "$OWN_SITE"/worker)")
        trap 'kill -KILL "${processes[@]}" 2>/dev/null || true' EXIT

        """

    @Test func `A site that has to be killed leaves nothing running, and its data goes after that`() async throws {
        let answer = try await run(
            """
            # What runs when the data is removed.
            rm() {
                [[ $* != */data ]] || for pid in "${processes[@]}"; do if alive "$pid"; then echo "$pid still runs"; fi; done
                command rm "$@"
            }
            stop_own_site
            [[ ! -e $OWN_SITE/data ]] && echo "data removed"
            """)
        #expect(!answer.contains("still runs"), "\(answer)")
        #expect(answer.contains("data removed") && answer.contains("Stopping redis (process"), "\(answer)")
        #expect(answer.contains("sleep 600"), "\(answer)")
    }

    @Test func `The data of a site that cannot be stopped is kept, and it is said what holds it`() async throws {
        let answer = try await run(
            """
            stop_process() { :; }
            stop_own_site
            [[ -d $OWN_SITE/data ]] && echo "data kept"
            """)
        #expect(answer.contains("data kept") && answer.contains("cannot be stopped, so the data of the tests' site is kept"), "\(answer)")
    }

    @Test func `A fresh site does not begin while an earlier one runs: that is stopped, and its data goes first`() async throws {
        let answer = try await run(
            """
            kill -KILL "$OWN_UP" && OWN_UP=''
            remove_own_data
            for pid in "${processes[@]}"; do if alive "$pid"; then echo "$pid still runs"; fi; done
            [[ ! -e $OWN_SITE/data ]] && echo "data removed"
            """)
        #expect(answer.contains("data removed") && !answer.contains("still runs"), "\(answer)")
    }

    /// What the script says, after ``begin``.
    private func run(_ script: String) async throws -> String {
        let folder = temporaryPath("own-site")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let result = try await Subprocess.run(
            .name("bash"), arguments: ["-c", Self.begin + script, "own-site", folder, repositoryRoot], input: .none,
            output: .string(limit: 100_000), error: .string(limit: 100_000))
        return result.standardOutput + result.standardError
    }
}
