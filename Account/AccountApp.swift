@main struct AccountApp { static func main() {} }
