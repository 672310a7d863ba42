import Shared
import Testing

@Suite struct LabelTests {
    @Test func `each label reads back from its text, and no two have the same`() {
        #expect(Label.allCases.count == 33)
        #expect(Set(Label.allCases.map(\.rawValue)).count == 33 && Set(Label.allCases.map(\.description)).count == 33)
        for label in Label.allCases { #expect(Label(rawValue: label.rawValue) == label) }
    }

    @Test(arguments: ["", "vegan", "diet:", "diet:meat", "contains:vegan", "may-contain", "other:milk", "diet:vegan:x"])
    func `other text is none`(text: String) { #expect(Label(rawValue: text) == nil) }

    @Test func `a label says what people read on a packet`() {
        #expect(Label.diet(.glutenFree).description == "gluten-free")
        #expect(Label.contains(.milk).description == "contains milk" && Label.mayContain(.nuts).description == "may contain nuts")
    }
}
