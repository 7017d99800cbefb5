-- Formats every record of a CSL-JSON file by itself, so that no entry is told apart from another; prints {key: text} as JSON.
function Pandoc()
  local path, style = os.getenv("AUDIT_RECORDS"), os.getenv("AUDIT_STYLE")
  local texts = {}
  for _, record in ipairs(pandoc.json.decode(io.open(path):read("a"), false)) do
    local cite = pandoc.Cite({pandoc.Str("x")}, {pandoc.Citation(record.id, "NormalCitation")})
    local meta = pandoc.Meta({csl = style, references = pandoc.MetaList({}), lang = "en-US"})
    local one = os.tmpname() .. ".json"
    local file = io.open(one, "w")
    file:write(pandoc.json.encode({record}))
    file:close()
    meta.bibliography = one
    local made = pandoc.utils.citeproc(pandoc.Pandoc({pandoc.Para({cite})}, meta))
    os.remove(one)
    texts[record.id] = pandoc.write(pandoc.Pandoc({made.blocks[#made.blocks]}), "html", {wrap_text = "none"})
  end
  return pandoc.Pandoc({pandoc.RawBlock("html", pandoc.json.encode(texts))})
end
