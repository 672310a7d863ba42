import SharedHTML

// Cards that show or play a file.

extension GhostCard {
    func writeImage(into markup: inout RawMarkup) {
        guard let source = content.text("src") else { return }
        markup.element("figure", ["class": width]) { figure in
            let picture = { (markup: inout RawMarkup) in self.writePicture(source, content, into: &markup) }
            if let address = content.text("href") { figure.element("a", ["href": address], picture) } else { picture(&figure) }
            writeCaption(content.text("caption"), into: &figure)
        }
    }

    func writeGallery(into markup: inout RawMarkup) {
        let pictures = content.list("images").compactMap { picture in picture.text("src").map { ($0, picture) } }
        guard !pictures.isEmpty else { return }
        markup.element("figure", ["class": "kg-gallery-card"]) { figure in
            for (source, picture) in pictures { writePicture(source, picture, into: &figure) }
            writeCaption(content.text("caption"), into: &figure)
        }
    }

    /// Two pictures that a slider laid over each other stand side by side.
    func writeComparison(into markup: inout RawMarkup) {
        markup.element("figure", ["class": "kg-gallery-card"]) { figure in
            for name in ["beforeImage", "afterImage"] {
                guard let picture = content[name], let source = picture.text("src") else { continue }
                writePicture(source, picture, into: &figure)
            }
            writeCaption(content.text("caption"), into: &figure)
        }
    }

    private func writePicture(_ source: String, _ picture: JSON, into markup: inout RawMarkup) {
        markup.tag(
            "img",
            [
                "src": source, "alt": picture.text("alt") ?? "", "title": picture.text("title"),
                "width": picture.number("width").map(String.init), "height": picture.number("height").map(String.init),
            ])
    }

    func writeAudio(into markup: inout RawMarkup) {
        guard let source = content.text("src") else { return }
        markup.element("figure", ["class": "kg-audio-card"]) { figure in
            figure.element("audio", ["src": source]) { _ in }
            if let title = content.text("title") { figure.element("figcaption") { $0.text(title) } }
        }
    }

    func writeVideo(into markup: inout RawMarkup) {
        guard let source = content.text("src") else { return }
        let loops: String? = content.flag("loop") == true ? "" : nil
        let classes = ["kg-video-card", width].compactMap { $0 }.joined(separator: " ")
        markup.element("figure", ["class": classes]) { figure in
            figure.element(
                "video",
                [
                    "src": source, "poster": content.text("customThumbnailSrc") ?? content.text("thumbnailSrc"),
                    "width": content.number("width").map(String.init), "height": content.number("height").map(String.init),
                    "loop": loops, "muted": loops,
                ]
            ) { _ in }
            writeCaption(content.text("caption"), into: &figure)
        }
    }

    func writeFile(into markup: inout RawMarkup) {
        guard let source = content.text("src") else { return }
        let name = content.text("fileName")
        markup.element("p", ["class": "kg-file-card"]) { paragraph in
            paragraph.element("a", ["href": source]) { $0.text(content.text("fileTitle") ?? name ?? source) }
            if let caption = content.text("fileCaption") { paragraph.text(" \(caption)") }
        }
    }
}
