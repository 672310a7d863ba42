@main struct MarketApp { static func main() {} }
