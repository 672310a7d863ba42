import FoundationEssentials
import Subprocess

/// What keeps the programs that read pictures from the network and from our other processes' memory: a filter of system calls (seccomp(2)) that
/// a process sets on itself and that nothing it does or becomes gets rid of. It needs no privilege and no namespace, so that it holds in a
/// container as that is (Docs/decisions/0026). Perl sets it: Debian has it always, and it can make a system call.
enum PictureGuard {
    /// The words before a program's own, which start it behind the filter; none where the machine has no Perl, or is none that we know.
    static let words: [String] = {
        guard let calls, let filter, PictureTool.isThere("perl") else { return [] }
        // PR_SET_NO_NEW_PRIVS (38), without which only root may set a filter, and PR_SET_SECCOMP (22) with a `struct sock_fprog`. A machine
        // that refuses is told of at start-up; it shows pictures all the same.
        let script = """
            my $filter = pack("H*", shift); my $program = pack("S x![P] P", length($filter) / 8, $filter);
            syscall(\(calls.prctl), 38, 1, 0, 0, 0) == 0 && syscall(\(calls.prctl), 22, 2, $program) == 0 or warn "no filter: $!\\n";
            exec { $ARGV[0] } @ARGV or exit 127;
            """
        return ["perl", "-e", script, Hexadecimal.text(filter)]
    }()

    /// Whether a program started with `words` cannot open a socket, which is tried. Takes some ten milliseconds.
    static func holds(_ words: [String] = words) async -> Bool {
        guard let first = words.first else { return false }
        let attempt = words.dropFirst() + ["perl", "-e", "socket(my $socket, 2, 1, 0) and exit 1"]
        let result = try? await Subprocess.run(
            .name(first), arguments: Arguments(Array(attempt)), environment: .custom(PictureTool.environment), input: .none,
            output: .discarded, error: .discarded)
        return result?.terminationStatus.isSuccess == true
    }

    /// For an operator whose machine has none of it.
    static let warning = """
        the programs that read pictures can reach the network here, since no filter of system calls can be set for them: that takes perl \
        (on Debian: apt-get install perl-base), a kernel with seccomp, and an x86-64 or 64-bit ARM processor
        """

    /// The numbers of the system calls that are refused, and of the one that refuses them (the kernel's `unistd.h` of the architecture).
    struct Calls {
        /// `AUDIT_ARCH_…` of the kernel's `audit.h`.
        let architecture: UInt32
        let prctl: UInt32
        /// `socket`, and `io_uring_setup`, which leads to one as well; `ptrace`, `process_vm_readv`, `process_vm_writev` and `pidfd_getfd`, by
        /// which a process has another one's memory and sockets.
        let refused: [UInt32]
    }

    #if os(Linux) && arch(x86_64)
        static let calls: Calls? = Calls(architecture: 0xC000_003E, prctl: 157, refused: [41, 425, 101, 310, 311, 438])
    #elseif os(Linux) && arch(arm64)
        static let calls: Calls? = Calls(architecture: 0xC000_00B7, prctl: 167, refused: [198, 425, 117, 270, 271, 438])
    #else
        static let calls: Calls? = nil
    #endif

    /// The filter as the kernel reads it (`struct sock_filter`, eight bytes an instruction; Linux's `seccomp_filter.rst`): what is refused ends
    /// with EPERM, and so does every call in the manner of another architecture.
    private static var filter: [UInt8]? {
        guard let calls else { return nil }
        let count = UInt8(calls.refused.count)
        let (load, isEqual, isAtLeast, answer): (UInt16, UInt16, UInt16, UInt16) = (0x20, 0x15, 0x35, 0x06)
        var bytes: [UInt8] = []
        /// - Parameters:
        ///   - yes: how many instructions are left out when a comparison holds; `no`, when it does not.
        func add(_ code: UInt16, _ value: UInt32, yes: UInt8 = 0, no: UInt8 = 0) {
            bytes += [UInt8(code & 255), UInt8(code >> 8), yes, no] + (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        // Of `struct seccomp_data`: the architecture is at 4, the call's number at 0.
        add(load, 4)
        add(isEqual, calls.architecture, no: count + 3)
        add(load, 0)
        // x32, whose calls have numbers of their own.
        add(isAtLeast, 0x4000_0000, yes: count + 1)
        for (place, number) in calls.refused.enumerated() { add(isEqual, number, yes: count - UInt8(place)) }
        add(answer, 0x7FFF_0000)
        add(answer, 0x0005_0000 | 1)
        return bytes
    }
}
