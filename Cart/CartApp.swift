@main struct CartApp { static func main() {} }
