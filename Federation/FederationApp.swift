@main struct FederationApp { static func main() {} }
