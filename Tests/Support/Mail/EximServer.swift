import FoundationEssentials

/// Debian's exim, as a private instance of an ordinary user: its own configuration, spool and ports, and mailboxes in a folder.
///
/// It is unpacked and not installed (`need_exim` in Deploy/local/packages.sh). The one thing that it insists on is a user `Debian-exim`,
/// which a library between it and the system's list of users lets it find: whoever runs it.
package enum EximServer {
    @discardableResult
    package static func run<Answer: Sendable>(_ body: (MailServer) async throws -> Answer) async throws -> Answer {
        // Not in the temporary folder of the user, which exim's own may not look into.
        let folder = "/tmp/rose-ash-exim-\(UUID().uuidString.prefix(8).lowercased())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let certificate = try await TestCertificate.make(in: folder)
        let program = try findProgram()
        let ports = try await freePorts(2)
        let configuration = configuration(folder: folder, program: program, certificate: certificate, ports: ports)
        try Data(configuration.utf8).write(to: URL(filePath: "\(folder)/exim.conf"))
        // It refuses to be root, as PostgreSQL does, whose user there is on every machine that runs these tests.
        let isRoot = FileManager.default.isWritableFile(atPath: "/etc/passwd")
        _ = try await TestProgram.output(of: "sh", ["-c", Self.preparation, "sh", folder, isRoot ? "postgres" : ""])
        let names = ["LD_PRELOAD=libnss_wrapper.so", "NSS_WRAPPER_PASSWD=\(folder)/passwd", "NSS_WRAPPER_GROUP=\(folder)/group"]
        let user = isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : []
        let exim = TestProgram(words: user + ["env"] + names + [program, "-C", "\(folder)/exim.conf", "-bdf"])
        let server = MailServer(
            authority: certificate.authority, startTLSPort: ports[0], implicitPort: ports[1], mailbox: "\(folder)/mail/new",
            ungrey: { try Data().write(to: URL(filePath: "\(folder)/known")) })
        return try await exim.run(until: { await takesConnections(ports) }) { try await body(server) }
    }

    private static let preparation = """
        set -e
        cd "$1"
        echo "root:x:0:0::/root:/bin/sh" >passwd
        echo "Debian-exim:x:$(id -u $2):$(id -g $2)::/:/bin/false" >>passwd
        echo "root:x:0:" >group
        echo "Debian-exim:x:$(id -g $2):" >>group
        chmod 755 . && chmod 644 ./*
        [ -z "$2" ] || chown -R "$2": .
        """

    private static func findProgram() throws -> String {
        let path = ProcessInfo.processInfo.environment["TEST_EXIM"] ?? "\(repositoryRoot)/.run/test/exim/exim4"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw TestProgramError(description: "there is no exim at \(path): run `make test`, which fetches it, or set TEST_EXIM")
        }
        return path
    }

    private static func configuration(folder: String, program: String, certificate: TestCertificate, ports: [Int]) -> String {
        """
        primary_hostname = mta.rose-ash.test
        keep_environment = LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
        add_environment = PATH=/usr/bin:/bin
        exim_path = \(program)
        spool_directory = \(folder)/spool
        log_file_path = \(folder)/%slog
        pid_file_path = \(folder)/exim.pid
        local_interfaces = <; [127.0.0.1]:\(ports[0]) ; [127.0.0.1]:\(ports[1])
        tls_on_connect_ports = \(ports[1])
        tls_advertise_hosts = *
        tls_certificate = \(certificate.certificate)
        tls_privatekey = \(certificate.key)
        auth_advertise_hosts = ${if def:tls_in_cipher{*}{}}
        message_size_limit = \(MailServer.largestMessage)
        domainlist ours = rose-ash.test
        acl_smtp_rcpt = recipient
        acl_smtp_data = words
        host_lookup =
        rfc1413_hosts =
        deliver_drop_privilege = true
        begin acl
        recipient:
          deny !authenticated = *
               message = 5.7.0 Authentication required
          defer local_parts = grey
                condition = ${if !exists{\(folder)/known}}
                message = 4.7.1 Greylisted, try again later
          deny local_parts = nobody
               message = 5.1.1 No such mailbox
          accept domains = +ours
          deny message = 5.7.1 Relay not permitted
        words:
          deny condition = ${if match{$message_body}{forbidden}}
               message = 5.7.1 Looks like spam
          accept
        begin routers
        everybody:
          driver = accept
          domains = +ours
          transport = maildir
        begin transports
        maildir:
          driver = appendfile
          directory = \(folder)/mail
          maildir_format
          create_directory
          user = Debian-exim
          group = Debian-exim
        begin authenticators
        PLAIN:
          driver = plaintext
          server_set_id = $auth2
          server_prompts = :
          server_condition = ${if and{{eq{$auth2}{site}}{eq{$auth3}{right horse}}}}
          server_advertise_condition = ${if def:tls_in_cipher}
        LOGIN:
          driver = plaintext
          server_set_id = $auth1
          server_prompts = <| Username: | Password:
          server_condition = ${if and{{eq{$auth1}{site}}{eq{$auth2}{right horse}}}}
          server_advertise_condition = ${if def:tls_in_cipher}

        """
    }
}
