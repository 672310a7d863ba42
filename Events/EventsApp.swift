@main struct EventsApp { static func main() {} }
