/// A certificate for `localhost` and 127.0.0.1, signed by an authority of its own.
struct TestCertificate: Sendable {
    /// The authority's, which a client is to trust.
    let authority: String
    let certificate: String
    let key: String

    /// Has openssl make one in a folder.
    static func make(in folder: String) async throws -> TestCertificate {
        let script = """
            set -e
            cd "$1"
            new="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
            openssl req -x509 $new -keyout authority.key -out authority.pem -days 2 -subj "/CN=An authority of our own" \
                -addext basicConstraints=critical,CA:TRUE
            openssl req $new -keyout key.pem -out request.pem -subj /CN=localhost
            echo subjectAltName=DNS:localhost,IP:127.0.0.1 >names
            openssl x509 -req -in request.pem -CA authority.pem -CAkey authority.key -CAcreateserial -days 2 \
                -out certificate.pem -extfile names
            """
        _ = try await TestProgram.output(of: "sh", ["-c", script, "sh", folder])
        return TestCertificate(authority: "\(folder)/authority.pem", certificate: "\(folder)/certificate.pem", key: "\(folder)/key.pem")
    }
}
