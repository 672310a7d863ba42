@main struct BlogApp { static func main() {} }
